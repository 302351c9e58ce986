package io.wanderscope.streaming.classification;

import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TrackIdentity;
import io.wanderscope.streaming.intake.DeadLetters;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.streaming.tracks.DueQueue;
import io.wanderscope.streaming.tracks.DueResult;
import io.wanderscope.streaming.tracks.EndedTracks;
import io.wanderscope.streaming.tracks.ObservedPosition;
import io.wanderscope.streaming.tracks.PartitionClock;
import io.wanderscope.streaming.tracks.PositionStore;
import io.wanderscope.streaming.tracks.TrackLifecycle;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes positions into their tracks and lets batches of due results leave for the model. What happens to a track is
 * {@link TrackLifecycle}'s to say; this class knows the clocks, the batches and the topics.
 *
 * <p>A result is forwarded in the same transaction that removes it from the due store.
 */
public final class TrajectoryProcessor implements Processor<TrackIdentity, ReceivedPosition, Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(TrajectoryProcessor.class);

    /** Into how many punctuations the wall-clock inactivity is cut. */
    private static final int SILENT_PUNCTUATIONS = 12;
    /** Into how many of the longest steps of the partition's clock the inactivity is cut: more frames than a gap has. */
    private static final int SILENT_STEPS = 8;
    /**
     * After so much time in one go, what is due waits for a commit: all work of a transaction, of all tasks of the
     * thread, has to end before its timeout.
     */
    private static final long BUDGET_NANOS = Duration.ofMillis(100).toNanos();

    private static final Duration LONGEST_TURN = Duration.ofMillis(50);

    private final String positionsTopic;
    private final String deadLettersTopic;
    private final StreamSettings settings;
    private final Serializer<TrajectorySaliency> failedTrajectories;
    private final BatchClassification classification;
    private final StreamMetrics metrics;
    private final LongSupplier nanoTime;

    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;
    private PositionStore positions;
    private DueQueue due;
    private TrackLifecycle tracks;
    private StreamMetrics.Waiting waiting;
    private PartitionClock clock;
    private int silentPunctuations;
    private long spentNanos;
    /** The latest reading of the clock, and when it was first seen. */
    private long readTime = -1;

    private long readNanos;

    public TrajectoryProcessor(
            StreamTopics topics,
            StreamSettings settings,
            Serializer<TrajectorySaliency> failedTrajectories,
            TrajectoryClassifier classifier,
            StreamMetrics metrics,
            LongSupplier nanoTime) {
        this.positionsTopic = topics.positions();
        this.deadLettersTopic = topics.deadLetters();
        this.settings = settings;
        this.failedTrajectories = failedTrajectories;
        this.classification = new BatchClassification(settings, classifier, metrics, nanoTime);
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetters(processorContext, metrics);
        positions = new PositionStore(context.getStateStore(TopologyNames.POSITIONS_STORE));
        due = new DueQueue(context.getStateStore(TopologyNames.DUE_STORE));
        clock = new PartitionClock(
                context.getStateStore(TopologyNames.CLOCK_STORE),
                part(settings.streamTimeInactivity(), SILENT_STEPS).toMillis());
        tracks = new TrackLifecycle(
                settings,
                positions,
                context.getStateStore(TopologyNames.TRACKS_STORE),
                new EndedTracks(
                        context.getStateStore(TopologyNames.ENDED_STORE),
                        settings.time().endedRetention()),
                due,
                clock);
        waiting = metrics.waiting();
        waiting.set(due.size());
        // A task that is taken up again keeps its processor.
        silentPunctuations = 0;
        spentNanos = 0;
        schedulePunctuations();
    }

    private void schedulePunctuations() {
        context.schedule(
                part(settings.streamTimeInactivity(), SILENT_STEPS),
                PunctuationType.STREAM_TIME,
                this::endSilentInStreamTime);
        context.schedule(
                part(settings.wallClockInactivity(), SILENT_PUNCTUATIONS),
                PunctuationType.WALL_CLOCK_TIME,
                this::endSilentOnWallClock);
        context.schedule(turn(settings.batchLinger()), PunctuationType.WALL_CLOCK_TIME, this::leaveIfLingered);
    }

    private static Duration part(Duration duration, int divisor) {
        return Duration.ofMillis(Math.max(1, duration.toMillis() / divisor));
    }

    /** However long results linger, what is full leaves again soon after the budget was spent. */
    private static Duration turn(Duration linger) {
        Duration half = part(linger, 2);
        return half.compareTo(LONGEST_TURN) < 0 ? half : LONGEST_TURN;
    }

    @Override
    public void process(Record<TrackIdentity, ReceivedPosition> record) {
        silentPunctuations = 0;
        metrics.position();
        ReceivedPosition received = record.value();
        long now = now();
        long offset = context.recordMetadata().orElseThrow().offset();
        switch (tracks.receive(record.key(), received.position(), context.currentStreamTimeMs(), offset, now)) {
            case DUPLICATE -> metrics.duplicate();
            case BEFORE_WINDOW ->
                refuse(record, DeadLetterCause.BEFORE_WINDOW, "the window of its track had slid past its frame");
            case UNIT_CHANGED ->
                refuse(
                        record,
                        DeadLetterCause.UNIT_CHANGED,
                        "the length unit " + received.position().getLengthUnit()
                                + " is not that of the track's first record");
            case AFTER_FINAL -> refuse(record, DeadLetterCause.AFTER_FINAL, "its track had ended");
            case ACCEPTED, MARKED -> {}
        }
        leaveIfFull();
        waiting.set(due.size());
    }

    private void refuse(Record<TrackIdentity, ReceivedPosition> record, DeadLetterCause cause, String reason) {
        ReceivedPosition received = record.value();
        String detail = "frame " + received.position().getFrame() + ": " + reason;
        deadLetters.send(record, received.key(), received.value(), cause, detail);
    }

    private void endSilentInStreamTime(long streamTime) {
        tracks.endSilent(streamTime, now());
        leaveIfFull();
        waiting.set(due.size());
    }

    /**
     * Counts punctuations instead of comparing clock readings: a clock that jumps, or a process that was suspended,
     * makes one punctuation and no silence. The first one may follow close on a record, so one more is needed.
     *
     * <p>Nor is it silence when the brokers are away: each of these punctuations leaves something to commit, and the
     * next one comes only when that has got through.
     */
    private void endSilentOnWallClock(long now) {
        clock.write();
        context.commit();
        silentPunctuations++;
        if (silentPunctuations > SILENT_PUNCTUATIONS) {
            silentPunctuations = 0;
            tracks.endAll(now);
            leaveIfFull();
            waiting.set(due.size());
        }
    }

    private void leaveIfLingered(long now) {
        spentNanos = 0;
        while (spentNanos < BUDGET_NANOS && hasLingered(now)) {
            leave();
        }
    }

    private boolean hasLingered(long now) {
        return due.size() > 0
                && hasLingered(
                        due.waitingSince().orElseThrow(),
                        now,
                        settings.batchLinger().toMillis());
    }

    /** A clock that was set back tells nothing about the time passed, and no result waits until it has caught up. */
    public static boolean hasLingered(long since, long now, long linger) {
        return now < since || now - since >= linger;
    }

    /** One batch for one record, however many are due; the rest leaves with later records and punctuations. */
    private void leaveIfFull() {
        if (due.size() >= settings.batchSize() && spentNanos < BUDGET_NANOS) {
            leave();
        }
    }

    private void leave() {
        long began = nanoTime.getAsLong();
        List<DueTrajectory> batch =
                due.oldest(settings.batchSize()).stream().map(this::withWindow).toList();
        long now = now();
        List<TrajectoryResult> results = classification.classify(batch, Instant.ofEpochMilli(now));
        for (TrajectoryResult result : results) {
            forward(result);
            tracks.left(result.due());
            metrics.result(
                    result.label(),
                    Duration.ofMillis(Math.max(0, now - result.due().dueSince())));
        }
        waiting.set(due.size());
        spentNanos += nanoTime.getAsLong() - began;
        if (spentNanos >= BUDGET_NANOS) {
            context.commit();
        }
        LOG.debug("event=batch_left task={} results={} waiting={}", context.taskId(), results.size(), due.size());
    }

    /** Kafka Streams reads the clock once for many records, and batches among them take their time. */
    private long now() {
        long read = context.currentSystemTimeMs();
        long nanos = nanoTime.getAsLong();
        if (read != readTime) {
            readTime = read;
            readNanos = nanos;
        }
        return read + TimeUnit.NANOSECONDS.toMillis(nanos - readNanos);
    }

    private DueTrajectory withWindow(DueResult result) {
        List<ObservedPosition> observed = positions.latest(result.track(), result.accepted(), settings.maximumPoints());
        Optional<TrajectoryWindow> window = observed.isEmpty()
                ? Optional.empty()
                : Optional.of(TrajectoryWindow.of(observed, settings.maximumGap(), settings.maximumPoints()));
        return new DueTrajectory(result, tracks.state(result.track()), window);
    }

    private void forward(TrajectoryResult result) {
        String key = result.due().track().key();
        long timestamp = result.due().streamTime();
        context.forward(new Record<>(key, result.label(), timestamp), TopologyNames.LABELS_SINK);
        result.saliency()
                .ifPresent(saliency ->
                        context.forward(new Record<>(key, saliency, timestamp), TopologyNames.SALIENCY_SINK));
        result.failure().ifPresent(failure -> sendFailed(result.due(), failure));
    }

    /** What waits is taken up by whoever takes the task over. */
    @Override
    public void close() {
        waiting.set(0);
    }

    private void sendFailed(DueResult due, TrajectoryResult.Failure failure) {
        byte[] points = failedTrajectories.serialize(deadLettersTopic, failure.points());
        deadLetters.send(
                new Record<>(due.track().keyBytes(), points, due.streamTime()),
                new DeadLetters.Origin(positionsTopic, context.taskId().partition(), failure.offset()),
                DeadLetterCause.INFERENCE_FAILED,
                due.status() + " revision " + due.revision() + ": " + failure.reason());
    }
}
