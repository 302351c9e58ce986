package io.wanderscope.streaming;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.classification.TrajectoryProcessor;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.streaming.tracks.PartitionTracks;
import io.wanderscope.streaming.tracks.WindowMemory;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** A task with the real processor on a context whose punctuations, commits and forwarded records a test can see. */
public final class ProcessorTask implements AutoCloseable {
    private final MockProcessorContext<Object, Object> context;
    private final TrajectoryProcessor processor;

    /**
     * Starts the task with the default settings.
     *
     * @param state folder of the state
     * @param memory the memory of the process
     * @param inference runs the model
     */
    public ProcessorTask(Path state, WindowMemory memory, Executor inference) {
        Properties configuration = new Properties();
        configuration.putAll(ClassificationStreamsConfig.entries());
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "task");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        context = new MockProcessorContext<>(configuration, new TaskId(0, 0), state.toFile());
        context.setCurrentSystemTimeMs(TopologyHarness.START.toEpochMilli());
        PartitionTracks.stores().forEach(this::addStore);
        processor = new TrajectoryProcessor(
                StreamTopics.defaults(),
                StreamSettings.defaults(),
                memory,
                WireFormat.singleObject().serde(TrajectorySaliency.class).serializer(),
                FakeTrajectoryClassifier.create(),
                InferenceThreads.on(inference, 1),
                new StreamMetrics(new SimpleMeterRegistry()),
                () -> 0);
        processor.init(context);
    }

    private void addStore(StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    MockProcessorContext<Object, Object> context() {
        return context;
    }

    TrajectoryProcessor processor() {
        return processor;
    }

    /** Processes a position with an offset. */
    public void send(ParticlePosition position, long offset) {
        long time = position.getTime().toEpochMilli();
        context.setRecordMetadata("particle-positions", 0, offset);
        context.setCurrentStreamTimeMs(time);
        processor.process(new Record<>(
                new TrackKey(position.getAcquisition(), position.getTrack()),
                new ReceivedPosition(position, TopologyHarness.key(position.getTrack()), new byte[0]),
                time));
    }

    /** The punctuations that have not been cancelled. */
    public List<CapturedPunctuator> scheduled() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .toList();
    }

    @Override
    public void close() {
        processor.close();
        PartitionTracks.stores()
                .forEach(builder -> context.getStateStore(builder.name()).close());
    }
}
