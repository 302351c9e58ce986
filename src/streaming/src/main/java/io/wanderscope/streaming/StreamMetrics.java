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

/**
 * What the topology counts and measures, for all tasks of a process together. No meter has a tag for a track or an
 * acquisition: there are ever more of them. Thread-safe.
 */
public final class StreamMetrics {
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

    private static final Duration LONGEST_LATENCY = Duration.ofDays(1);

    private final MeterRegistry registry;
    private final AtomicLong waiting = new AtomicLong();
    private final Counter positions;
    private final Counter duplicates;
    private final Counter ahead;
    private final Counter lateFinals;
    private final Counter unreadableLabels;
    private final DistributionSummary batchSize;
    private final Timer inference;
    private final Timer queueWait;
    private final Map<ResultStatus, Timer> endToEnd = new EnumMap<>(ResultStatus.class);

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        positions = counter(
                "positions", "Positions and end-of-track marks that are valid by themselves, whatever became of them");
        duplicates = counter("positions.duplicate", "Positions ignored because their frame had one already");
        ahead = counter(
                "positions.ahead", "Records of the positions topic whose timestamp lay too far ahead of the clock");
        unreadableLabels = counter(
                "composition.unreadable", "Records on the topic of labels that are no labels, or from the future");
        lateFinals = counter("composition.late", "Tracks that ended too late to be counted in their time window");
        batchSize = DistributionSummary.builder("wanderscope.batch.size")
                .description("Trajectories in a batch")
                .baseUnit("trajectories")
                .register(registry);
        inference = timer("inference", "Time that a batch takes in the model").register(registry);
        queueWait = timer("queue.wait", "Time from a result falling due to its batch leaving")
                .register(registry);
        for (ResultStatus status : ResultStatus.values()) {
            // Apart: a FINAL may have waited for the end of a silence, which is no slowness.
            endToEnd.put(
                    status,
                    timer(
                                    "latency",
                                    "Time from the last position, as its record says, to the end of its classification")
                            .tag("status", status.name())
                            .register(registry));
        }
        registry.gauge("wanderscope.due.trajectories", waiting);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("wanderscope." + name).description(description).register(registry);
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder("wanderscope." + name).description(description).serviceLevelObjectives(BUCKETS);
    }

    public void position() {
        positions.increment();
    }

    public void duplicate() {
        duplicates.increment();
    }

    void ahead() {
        ahead.increment();
    }

    public void unreadableLabel() {
        unreadableLabels.increment();
    }

    public void lateFinal() {
        lateFinals.increment();
    }

    public void deadLetter(DeadLetterCause cause) {
        registry.counter("wanderscope.dead.letters", "cause", cause.name()).increment();
    }

    public void batch(int trajectories, Duration time) {
        batchSize.record(trajectories);
        inference.record(time);
    }

    /** A result that leaves; one from a recording of the future, or of long ago, has no latency. */
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
        if (!latency.isNegative() && latency.compareTo(LONGEST_LATENCY) < 0) {
            endToEnd.get(label.getStatus()).record(latency);
        }
    }

    /** The share of one task in the results that wait. */
    public Waiting waiting() {
        return new Waiting();
    }

    /** Of one task, which sets it to 0 when it is closed. Not thread-safe. */
    public final class Waiting {
        private long share;

        public void set(long results) {
            waiting.addAndGet(results - share);
            share = results;
        }
    }
}
