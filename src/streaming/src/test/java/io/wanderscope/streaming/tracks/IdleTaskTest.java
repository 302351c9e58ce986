package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.InferenceThreads;
import io.wanderscope.streaming.MetricsOfTests;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.streaming.classification.TrajectoryProcessor;
import io.wanderscope.streaming.intake.ReceivedPosition;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that has no more records, and holds the windows of its tracks. */
class IdleTaskTest {
    private static final long LIMIT = 10_000;
    private static final int TRACKS = 20;
    private static final int POINTS = 15;

    @TempDir
    private Path state;

    private final WindowMemory memory = new WindowMemory(LIMIT);
    private MockProcessorContext<Object, Object> context;
    private TrajectoryProcessor processor;

    @BeforeEach
    void start() {
        Properties configuration = new Properties();
        configuration.putAll(ClassificationStreamsConfig.entries());
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "idle");
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
                InferenceThreads.on(Runnable::run, 1),
                MetricsOfTests.in(new SimpleMeterRegistry()),
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

    private void send(ParticlePosition position, long offset) {
        long time = position.getTime().toEpochMilli();
        context.setRecordMetadata("particle-positions", 0, offset);
        context.setCurrentStreamTimeMs(time);
        processor.process(new Record<>(
                Partition.key(position.getTrack()),
                new ReceivedPosition(position, TopologyHarness.key(position.getTrack()), new byte[0]),
                time));
    }

    private void punctuate() {
        context.scheduledPunctuators().stream()
                .filter(each -> each.getType() == PunctuationType.WALL_CLOCK_TIME && !each.cancelled())
                .forEach(each -> each.getPunctuator().punctuate(TopologyHarness.START.toEpochMilli()));
    }

    @Test
    void leavesHalfTheMemoryToAnotherThatHadTooLittle() {
        // Given
        for (int record = 0; record < TRACKS * POINTS; record++) {
            send(TopologyHarness.moving(Integer.toString(record % TRACKS), record / TRACKS), record);
        }
        long before = memory.used();
        WindowMemory.Share other = memory.share();
        other.add(LIMIT / 2);
        other.giveWay(() -> {
            other.add(-LIMIT / 2);
            return true;
        });

        // When
        punctuate();

        // Then
        assertThat(before).isGreaterThan(LIMIT * 3 / 4);
        assertThat(memory.used()).isPositive().isLessThanOrEqualTo(LIMIT / 2);
    }
}
