package io.wanderscope.streaming.classification;

import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.Turns;
import io.wanderscope.streaming.intake.DeadLetterSender;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.streaming.silence.PartitionClock;
import io.wanderscope.streaming.silence.PartitionInactivity;
import io.wanderscope.streaming.tracks.PartitionTracks;
import io.wanderscope.streaming.tracks.TrackLifecycle;
import io.wanderscope.streaming.tracks.WindowMemory;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands each position to its track, rejects what the track does not accept, and ends tracks that are inactive. {@link
 * TrackLifecycle} decides when a track gets a result and when it ends, {@link BatchDispatcher} when due results are
 * classified.
 */
public final class TrajectoryProcessor implements Processor<TrackKey, ReceivedPosition, Object, Object> {
    /** So many, that all tracks of a partition end soon; so few, that other work goes on in between. */
    private static final int MAX_ENDS_PER_TURN = 1_000;

    /** Few, because any number of records may arrive in one transaction. */
    private static final int MAX_ENDS_PER_RECORD = 16;

    private static final Duration TURN = Duration.ofMillis(50);

    private final StreamTopics topics;
    private final StreamSettings settings;
    private final WindowMemory memory;
    private final Serializer<TrajectorySaliency> failedTrajectories;
    private final TrajectoryClassifier classifier;
    private final InferenceThreads threads;
    private final StreamMetrics metrics;
    private final LongSupplier nanoTime;

    private ProcessorContext<Object, Object> context;
    private TaskClock clock;
    private DeadLetterSender deadLetters;
    private PartitionTracks tracks;
    private PartitionInactivity inactivity;
    private BatchDispatcher dispatcher;
    private Turns ends;
    private List<Cancellable> punctuations;

    /**
     * Classifies the tracks of a partition.
     *
     * @param memory for the windows of open tracks, shared by all partitions
     * @param failedTrajectories for the trajectories on which the model failed, which become dead letters
     * @param threads on which the classifier runs
     * @param nanoTime measures how long the model takes; nanoseconds from any origin
     */
    public TrajectoryProcessor(
            StreamTopics topics,
            StreamSettings settings,
            WindowMemory memory,
            Serializer<TrajectorySaliency> failedTrajectories,
            TrajectoryClassifier classifier,
            InferenceThreads threads,
            StreamMetrics metrics,
            LongSupplier nanoTime) {
        this.topics = topics;
        this.settings = settings;
        this.memory = memory;
        this.failedTrajectories = failedTrajectories;
        this.classifier = classifier;
        this.threads = threads;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** Starts afresh from the stores, even when Kafka Streams reuses the processor of a task that it resumes. */
    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        clock = new TaskClock(processorContext::currentSystemTimeMs, nanoTime);
        deadLetters = new DeadLetterSender(processorContext, TopologyNames.DEAD_LETTERS_SINK, metrics);
        tracks = PartitionTracks.open(processorContext, settings, memory, metrics);
        inactivity = new PartitionInactivity(settings.wallClockInactivity());
        dispatcher = dispatcher();
        ends = new Turns(processorContext, TURN, now -> endInactive(MAX_ENDS_PER_TURN));
        punctuations = schedulePunctuations();
    }

    private BatchDispatcher dispatcher() {
        BatchClassifier batches = new BatchClassifier(settings, new ModelRunner(classifier), metrics, clock);
        ResultRecords records = new ResultRecords(classifier.model(), settings);
        TrackContributions contributions =
                new TrackContributions(classifier.model(), settings.imaging(), clock, metrics);
        ResultSender sender = new ResultSender(
                topics, records, contributions, settings.rules(), failedTrajectories, deadLetters, context);
        return new BatchDispatcher(settings, tracks, batches, threads, sender, clock, metrics, context);
    }

    private List<Cancellable> schedulePunctuations() {
        return List.of(
                context.schedule(
                        PartitionClock.longestStep(settings.streamTimeInactivity()),
                        PunctuationType.STREAM_TIME,
                        tracks.lifecycle()::forgetEnded),
                context.schedule(
                        inactivity.interval(), PunctuationType.WALL_CLOCK_TIME, this::detectInactivePartition));
    }

    @Override
    public void process(Record<TrackKey, ReceivedPosition> record) {
        inactivity.recordArrived();
        metrics.position();
        switch (receive(record.key(), record.value().position())) {
            case DUPLICATE -> metrics.duplicate();
            case BEFORE_WINDOW ->
                reject(
                        record,
                        DeadLetterCause.BEFORE_WINDOW,
                        "its track's window had slid past this frame. " + DeadLetterSender.COPY_OR_OTHER_RECORDING
                                + " Otherwise find what delays it, or raise " + StreamSettings.MAXIMUM_POINTS.key());
            case UNIT_CHANGED ->
                reject(
                        record,
                        DeadLetterCause.UNIT_CHANGED,
                        "the length unit " + record.value().position().getLengthUnit()
                                + " differs from that of the track's first record");
            case AFTER_FINAL ->
                reject(
                        record,
                        DeadLetterCause.AFTER_FINAL,
                        "its track had ended by its mark or by inactivity. "
                                + DeadLetterSender.COPY_OR_OTHER_RECORDING + " Otherwise send the mark last, or raise "
                                + StreamSettings.STREAM_TIME_INACTIVITY.key() + " or "
                                + StreamSettings.WALL_CLOCK_INACTIVITY.key());
            case ACCEPTED, END_MARK -> {}
        }
        endInactive(MAX_ENDS_PER_RECORD);
    }

    private TrackLifecycle.Outcome receive(TrackKey track, ParticlePosition position) {
        long offset = context.recordMetadata().orElseThrow().offset();
        return tracks.lifecycle().receive(track, position, context.currentStreamTimeMs(), offset, clock.millis());
    }

    private void reject(Record<TrackKey, ReceivedPosition> record, DeadLetterCause cause, String reason) {
        ReceivedPosition received = record.value();
        String detail = "frame " + received.position().getFrame() + ": " + reason;
        deadLetters.send(record, received.key(), received.value(), cause, detail);
    }

    private void endInactive(int limit) {
        boolean othersAreLeft = tracks.lifecycle().endInactive(limit, clock.millis());
        ends.schedule(othersAreLeft);
        dispatcher.takeTurn();
    }

    /**
     * While the brokers are unreachable, a partition does not count as inactive: each punctuation creates something to
     * commit, and the next one runs only after that commit.
     */
    private void detectInactivePartition(long now) {
        tracks.clock().write();
        tracks.lifecycle().freeMemory();
        context.commit();
        if (inactivity.punctuate()) {
            tracks.lifecycle().endAll();
            endInactive(MAX_ENDS_PER_TURN);
        }
    }

    /** Ends its punctuations too: Kafka Streams keeps them for a task that it resumes, beside those of the next start. */
    @Override
    public void close() {
        punctuations.forEach(Cancellable::cancel);
        ends.schedule(false);
        dispatcher.close();
        tracks.lifecycle().close();
    }
}
