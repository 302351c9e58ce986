package io.wanderscope.streaming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of the topology, for all tasks of a process together. No meter has a tag for a track or an acquisition,
 * because their number keeps growing. Thread-safe.
 */
public final class StreamMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(StreamMetrics.class);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private static final Duration MAX_LATENCY = Duration.ofDays(1);

    private final MeterRegistry registry;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong populationsDue = new AtomicLong();
    private final AtomicLong openTracks = new AtomicLong();
    private final Counter localisations;
    private final Counter duplicateLocalisations;
    private final Counter localisationsAhead;
    private final Counter linkedFrames;
    private final Counter incompleteFrames;
    private final Counter startedTracks;
    private final Counter positions;
    private final Counter duplicates;
    private final Counter ahead;
    private final Counter lateFinals;
    private final Counter unreadableLabels;
    private final Counter latePopulationTracks;
    private final Counter unpublishedWindows;
    private final Counter failedPopulations;
    private final Counter overtaken;
    private final Counter orphans;
    private final Map<DeadLetterCause, Counter> deadLetters = new EnumMap<>(DeadLetterCause.class);
    private final DistributionSummary batchSize;
    private final Timer inference;
    private final Timer queueWait;
    private final Timer evidence;
    private final Timer populationTracks;
    private final Timer populationEstimates;
    private final Map<ResultStatus, Timer> endToEnd = new EnumMap<>(ResultStatus.class);

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        localisations =
                counter("localisations", "Valid localisations and marks, accepted by their acquisition or tile or not");
        duplicateLocalisations = counter(
                "localisations.duplicate", "Localisations ignored because their frame already had one at their place");
        localisationsAhead = counter(
                "localisations.ahead",
                "Records of the localisations topic with a timestamp too far ahead of the clock");
        linkedFrames = counter("linking.frames", "Frames with localisations that were linked");
        incompleteFrames =
                counter("linking.frames.incomplete", "Frames that were linked without being known to be complete");
        startedTracks = counter("linking.tracks", "Tracks that the linker started");
        positions = counter("positions", "Valid positions and end-of-track marks, accepted by their track or not");
        duplicates = counter("positions.duplicate", "Positions ignored because their frame already had one");
        ahead = counter(
                "positions.ahead", "Records of the positions topic with a timestamp too far ahead of the clock");
        unreadableLabels = counter(
                "composition.unreadable", "Records of the labels topic that are not labels, or come from the future");
        lateFinals = counter("composition.late", "Tracks that ended too late to be counted in their time window");
        latePopulationTracks =
                counter("population.late", "Tracks that ended too late for the population of their time window");
        unpublishedWindows =
                counter("population.unpublished", "Time windows that expired before their population was estimated");
        failedPopulations = counter("population.failed", "Populations that could not be estimated");
        overtaken = counter(
                "results.overtaken", "LIVE results not computed because a newer result of their track fell due first");
        orphans = counter("due.orphans", "Results that were due and left out because their track was not in the store");
        batchSize = DistributionSummary.builder("wanderscope.batch.size")
                .description("Trajectories in a batch")
                .baseUnit("trajectories")
                .register(registry);
        inference = timer("inference", "Time that the model takes for a batch").register(registry);
        queueWait = timer("queue.wait", "Time from when a result falls due to when its batch is dispatched")
                .register(registry);
        evidence = timer("population.evidence", "Time to find what an ended track tells about its population")
                .register(registry);
        populationTracks = timer("population.tracks", "Time to add an ended track to its populations")
                .register(registry);
        populationEstimates =
                timer("population.estimate", "Time to estimate a population").register(registry);
        for (DeadLetterCause cause : DeadLetterCause.values()) {
            // From the start: in a counter that appears with its first event, Prometheus sees no increase.
            deadLetters.put(cause, registry.counter("wanderscope.dead.letters", "cause", cause.name()));
        }
        for (ResultStatus status : ResultStatus.values()) {
            // One each: a final result may have waited until its track was inactive, which does not mean that the
            // stream is slow.
            endToEnd.put(
                    status,
                    timer(
                                    "latency",
                                    "Time from the last position, as its record says, to the end of the classification")
                            .tag("status", status.name())
                            .register(registry));
        }
        registry.gauge("wanderscope.due.trajectories", waiting);
        registry.gauge("wanderscope.population.due", populationsDue);
        registry.gauge("wanderscope.linking.tracks.open", openTracks);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("wanderscope." + name).description(description).register(registry);
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder("wanderscope." + name).description(description).serviceLevelObjectives(BUCKETS);
    }

    /** A valid localisation or mark. */
    public void localisation() {
        localisations.increment();
    }

    /** A localisation whose frame already had one at its place. */
    public void duplicateLocalisation() {
        duplicateLocalisations.increment();
    }

    /** A record of the localisations topic from the future. */
    void futureLocalisation() {
        localisationsAhead.increment();
    }

    /** A frame with localisations was linked, some of which started tracks. */
    public void linkedFrame(long started) {
        linkedFrames.increment();
        startedTracks.increment((double) started);
    }

    /** A frame takes no more localisations, and it is not known whether it has all. */
    public void incompleteFrame() {
        incompleteFrames.increment();
    }

    /** A valid position or end-of-track mark. */
    public void position() {
        positions.increment();
    }

    /** A position whose frame already had one. */
    public void duplicate() {
        duplicates.increment();
    }

    /** A record of the positions topic from the future. */
    void futureRecord() {
        ahead.increment();
    }

    /** A record of the labels topic that cannot be counted. */
    public void skippedLabel() {
        unreadableLabels.increment();
    }

    /** A final result whose time window is no longer kept. */
    public void lateFinal() {
        lateFinals.increment();
    }

    /** A track whose time window's population is no longer kept. */
    public void latePopulationTrack() {
        latePopulationTracks.increment();
    }

    /** The populations of time windows expired before they were estimated. */
    public void unpublishedWindows(int windows) {
        unpublishedWindows.increment(windows);
    }

    /** What an ended track tells about its population was found. */
    public void evidence(Duration time) {
        evidence.record(time);
    }

    /** An ended track was added to its populations. */
    public void populationTrack(Duration time) {
        populationTracks.record(time);
    }

    /** A population was estimated. */
    public void populationEstimated(Duration time) {
        populationEstimates.record(time);
    }

    /** A population could not be estimated. */
    public void failedPopulation(String population, long tracks, Exception cause) {
        failedPopulations.increment();
        LOG.warn("event=population_failed population={} tracks={}", population, tracks, cause);
    }

    /** Counts from the start for every rule: in a counter that appears with its first event, Prometheus sees no increase. */
    void showTriggers(TriggerRules rules) {
        rules.names().forEach(rule -> {
            triggers(rule).increment(0);
            suppressedTriggers(rule).increment(0);
        });
    }

    /** A trigger that is sent. */
    public void trigger(String rule) {
        triggers(rule).increment();
    }

    /** An event without a trigger, because the rule's last one was not long ago. */
    public void suppressedTrigger(String rule) {
        suppressedTriggers(rule).increment();
    }

    private Counter triggers(String rule) {
        return triggerCounter("triggers", "Triggers that were sent", rule);
    }

    private Counter suppressedTriggers(String rule) {
        return triggerCounter(
                "triggers.suppressed", "Events without a trigger, because the rule's last one was not long ago", rule);
    }

    private Counter triggerCounter(String name, String description, String rule) {
        return Counter.builder("wanderscope." + name)
                .description(description)
                .tag("rule", rule)
                .register(registry);
    }

    /** A LIVE result that is not computed because of a newer one. */
    public void overtaken() {
        overtaken.increment();
    }

    /** A result that is due, but whose track is not in the store. */
    public void orphan() {
        orphans.increment();
    }

    /** A dead letter. */
    public void deadLetter(DeadLetterCause cause) {
        deadLetters.get(cause).increment();
    }

    /** A batch that the model classified. */
    public void batch(int trajectories, Duration time) {
        batchSize.record(trajectories);
        inference.record(time);
    }

    /**
     * A result that is sent. Its latency is not recorded if its positions were recorded long ago or come from the
     * future.
     *
     * @param waited from when it fell due to when its batch was dispatched
     */
    public void result(TrajectoryLabel label, Duration waited) {
        registry.counter(
                        "wanderscope.results",
                        "label",
                        label.getLabel().name(),
                        "status",
                        label.getStatus().name())
                .increment();
        queueWait.record(waited);
        Duration latency = Duration.between(label.getLastPositionTime(), label.getClassifiedTime());
        if (!latency.isNegative() && latency.compareTo(MAX_LATENCY) < 0) {
            endToEnd.get(label.getStatus()).record(latency);
        }
    }

    /** One task's share of the results that are due. */
    public Waiting waiting() {
        return new Waiting(waiting);
    }

    /** One task's share of the tracks that the linker may continue. */
    public Waiting openTracks() {
        return new Waiting(openTracks);
    }

    /** One task's share of the populations whose last record lacks tracks. */
    public Waiting duePopulations() {
        return new Waiting(populationsDue);
    }

    /** One task's share of something that waits; it ends at 0 when the task closes. Not thread-safe. */
    public static final class Waiting {
        private final AtomicLong all;
        private long share;

        private Waiting(AtomicLong all) {
            this.all = all;
        }

        /** How many wait now. */
        public void set(long number) {
            all.addAndGet(number - share);
            share = number;
        }
    }
}
