package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.LongStream;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every punctuation makes Kafka Streams commit, so there are turns by the clock only while something is due. */
class TurnsByTheClockTest {
    private static final int POINTS = 12;

    @TempDir
    private Path state;

    private final HeldInference held = new HeldInference();
    private MockProcessorContext<Object, Object> context;
    private TrajectoryProcessor processor;

    @BeforeEach
    void start() {
        Properties configuration = new Properties();
        configuration.putAll(ClassificationStreamsConfig.entries());
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "turns");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        context = new MockProcessorContext<>(configuration, new TaskId(0, 0), state.toFile());
        context.setCurrentSystemTimeMs(TopologyHarness.START.toEpochMilli());
        PartitionTracks.stores().forEach(this::addStore);
        processor = new TrajectoryProcessor(
                StreamTopics.defaults(),
                StreamSettings.defaults(),
                new WindowMemory(1 << 20),
                WireFormat.singleObject().serde(TrajectorySaliency.class).serializer(),
                FakeTrajectoryClassifier.create(),
                InferenceThreads.on(held, 1),
                new StreamMetrics(new SimpleMeterRegistry()),
                () -> 0);
        processor.init(context);
    }

    private void addStore(StoreBuilder<?> builder) {
        StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    @AfterEach
    void stop() {
        processor.close();
        PartitionTracks.stores()
                .forEach(builder -> context.getStateStore(builder.name()).close());
    }

    private void send(ParticlePosition position) {
        long time = position.getTime().toEpochMilli();
        context.setRecordMetadata("particle-positions", 0, position.getFrame());
        context.setCurrentStreamTimeMs(time);
        processor.process(new Record<>(
                new TrackKey(position.getAcquisition(), position.getTrack()),
                new ReceivedPosition(position, TopologyHarness.key(position.getTrack()), new byte[0]),
                time));
    }

    private List<CapturedPunctuator> scheduled() {
        return context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .toList();
    }

    private void punctuateLatest() {
        CapturedPunctuator latest = scheduled().get(scheduled().size() - 1);
        latest.getPunctuator().punctuate(TopologyHarness.START.toEpochMilli());
    }

    @Test
    void areTakenUntilTheResultsAreSentAndTheirCommitIsAskedFor() {
        // Given
        int idle = scheduled().size();
        LongStream.range(0, POINTS).forEach(frame -> send(TopologyHarness.moving("1", frame)));
        int growing = scheduled().size();
        send(TopologyHarness.mark("1", POINTS - 1L));
        int due = scheduled().size();
        context.resetCommit();

        // When
        held.runFirst();
        punctuateLatest();

        // Then
        assertThat(growing).isEqualTo(idle);
        assertThat(due).isEqualTo(idle + 1);
        assertThat(scheduled()).hasSize(idle);
        assertThat(context.forwarded()).hasSize(2);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void endWithTheTask() {
        // Given a result that is due, so that there are turns beside the other punctuations
        LongStream.range(0, POINTS).forEach(frame -> send(TopologyHarness.moving("1", frame)));
        send(TopologyHarness.mark("1", POINTS - 1L));
        int before = scheduled().size();

        // When
        processor.close();

        // Then a processor that is started again has only its own
        assertThat(before).isGreaterThan(2);
        assertThat(scheduled()).isEmpty();
        processor.init(context);
        assertThat(scheduled()).hasSize(before);
    }

    @Test
    void doNothingWhileTheModelIsAtWork() {
        // Given
        LongStream.range(0, POINTS).forEach(frame -> send(TopologyHarness.moving("1", frame)));
        int idle = scheduled().size();
        send(TopologyHarness.mark("1", POINTS - 1L));
        assertThat(scheduled()).hasSize(idle + 1);
        context.resetCommit();

        // When
        punctuateLatest();

        // Then
        assertThat(context.forwarded()).isEmpty();
        assertThat(context.committed()).isFalse();
    }
}
