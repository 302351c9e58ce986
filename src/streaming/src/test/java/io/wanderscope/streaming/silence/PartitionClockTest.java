package io.wanderscope.streaming.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.tracks.CountingStore;
import java.io.File;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionClockTest {
    private static final long LONGEST_STEP = 1_000;

    private final CountingStore bytes = new CountingStore("clock");
    private final KeyValueStore<Integer, PartitionClock.Reading> store = Stores.keyValueStoreBuilder(
                    bytes.supplier(), Serdes.Integer(), PartitionClock.serde())
            .withLoggingDisabled()
            .build();
    private PartitionClock clock;

    @BeforeEach
    void start() {
        Properties configuration = new Properties();
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "task");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(configuration, new TaskId(0, 0), new File("not-used"));
        store.init(context.getStateStoreContext(), store);
        clock = new PartitionClock(store, LONGEST_STEP);
    }

    @Test
    void advancesByTheLongestStepAtMost() {
        // Given
        clock.advanceTo(0);

        // When
        long elapsed = clock.advanceTo(10 * LONGEST_STEP);

        // Then
        assertThat(elapsed).isEqualTo(LONGEST_STEP);
    }

    @Test
    void writesOneReadingForTheRecordsOfATime() {
        // Given
        long[] frame = {40, 40, 40};

        // When
        for (long time : frame) {
            clock.advanceTo(time);
            clock.writeIfChanged();
        }

        // Then
        assertThat(bytes.writes()).isEqualTo(1);
        assertThat(store.get(0)).isEqualTo(new PartitionClock.Reading(40, 0));
    }

    @Test
    void doesNotWriteTheReadingThatItResumedWith() {
        // Given
        clock.advanceTo(40);
        clock.writeIfChanged();
        PartitionClock resumed = new PartitionClock(store, LONGEST_STEP);
        bytes.forget();

        // When
        resumed.advanceTo(40);
        resumed.writeIfChanged();

        // Then
        assertThat(bytes.writes()).isZero();
    }

    @Test
    void writesAReadingAgainWhereSomethingIsToBeCommitted() {
        // Given
        clock.advanceTo(40);
        clock.writeIfChanged();

        // When
        clock.write();

        // Then
        assertThat(bytes.writes()).isEqualTo(2);
    }
}
