package io.wanderscope.streaming.classification;

import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.intake.DeadLetterSender;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.streaming.tracks.PartitionClock;
import io.wanderscope.streaming.tracks.PartitionInactivity;
import io.wanderscope.streaming.tracks.PartitionTracks;
import io.wanderscope.streaming.tracks.TrackLifecycle;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serializer;
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
    private final StreamTopics topics;
    private final StreamSettings settings;
    private final Serializer<TrajectorySaliency> failedTrajectories;
    private final TrajectoryClassifier classifier;
    private final StreamMetrics metrics;
    private final LongSupplier nanoTime;

    private ProcessorContext<Object, Object> context;
    private TaskClock clock;
    private DeadLetterSender deadLetters;
    private PartitionTracks tracks;
    private PartitionInactivity inactivity;
    private BatchDispatcher dispatcher;

    /**
     * Classifies the tracks of a partition.
     *
     * @param failedTrajectories for the trajectories on which the model failed, which become dead letters
     * @param nanoTime measures how long the model takes; nanoseconds from any origin
     */
    public TrajectoryProcessor(
            StreamTopics topics,
            StreamSettings settings,
            Serializer<TrajectorySaliency> failedTrajectories,
            TrajectoryClassifier classifier,
            StreamMetrics metrics,
            LongSupplier nanoTime) {
        this.topics = topics;
        this.settings = settings;
        this.failedTrajectories = failedTrajectories;
        this.classifier = classifier;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** Starts afresh from the stores, even when Kafka Streams reuses the processor of a task that it resumes. */
    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        clock = new TaskClock(processorContext::currentSystemTimeMs, nanoTime);
        deadLetters = new DeadLetterSender(processorContext, metrics);
        tracks = PartitionTracks.open(processorContext, settings);
        inactivity = new PartitionInactivity(settings.wallClockInactivity());
        dispatcher = dispatcher();
        schedulePunctuations();
    }

    private BatchDispatcher dispatcher() {
        BatchClassifier batches = new BatchClassifier(settings, new ModelRunner(classifier), metrics, clock);
        ResultRecords records = new ResultRecords(classifier.model(), settings);
        ResultSender sender = new ResultSender(topics, records, failedTrajectories, deadLetters, context);
        return new BatchDispatcher(settings, tracks, batches, sender, clock, metrics, context);
    }

    private void schedulePunctuations() {
        context.schedule(
                PartitionClock.longestStep(settings.streamTimeInactivity()),
                PunctuationType.STREAM_TIME,
                this::endInactiveInStreamTime);
        context.schedule(inactivity.interval(), PunctuationType.WALL_CLOCK_TIME, this::endInactiveOnWallClock);
        context.schedule(dispatcher.interval(), PunctuationType.WALL_CLOCK_TIME, dispatcher::dispatchOverdue);
    }

    @Override
    public void process(Record<TrackKey, ReceivedPosition> record) {
        inactivity.recordArrived();
        metrics.position();
        switch (receive(record.key(), record.value().position())) {
            case DUPLICATE -> metrics.duplicate();
            case BEFORE_WINDOW ->
                reject(record, DeadLetterCause.BEFORE_WINDOW, "its track's window had slid past this frame");
            case UNIT_CHANGED ->
                reject(
                        record,
                        DeadLetterCause.UNIT_CHANGED,
                        "the length unit " + record.value().position().getLengthUnit()
                                + " differs from that of the track's first record");
            case AFTER_FINAL -> reject(record, DeadLetterCause.AFTER_FINAL, "its track had ended");
            case ACCEPTED, END_MARK -> {}
        }
        dispatcher.dispatchIfFull();
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

    private void endInactiveInStreamTime(long streamTime) {
        tracks.lifecycle().endInactive(streamTime, clock.millis());
        dispatcher.dispatchIfFull();
    }

    /**
     * While the brokers are unreachable, a partition does not count as inactive: each punctuation creates something to
     * commit, and the next one runs only after that commit.
     */
    private void endInactiveOnWallClock(long now) {
        tracks.clock().rewrite();
        context.commit();
        if (inactivity.punctuate()) {
            tracks.lifecycle().endAll(now);
            dispatcher.dispatchIfFull();
        }
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
