package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.TrackKey;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The positions of a track, by frame. */
class PositionStoreTest {
    private static final TrackKey TRACK = new TrackKey("cell", "1");

    private KeyValueStore<PositionKey, StoredPosition> store;
    private PositionStore positions;

    @BeforeEach
    void open() {
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("positions"), StoreSerdes.positionKey(), StoreSerdes.position())
                .withLoggingDisabled()
                .build();
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
        positions = new PositionStore(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static StoredPosition position(long ordinal, double x) {
        return new StoredPosition(ordinal, x, 0, Instant.EPOCH);
    }

    @Test
    void keepsTheFirstPositionOfAFrame() {
        // Given
        positions.add(TRACK, 5, position(1, 10));

        // When
        boolean added = positions.add(TRACK, 5, position(2, 20));

        // Then
        assertThat(added).isFalse();
        assertThat(store.get(new PositionKey(TRACK, 5))).isEqualTo(position(1, 10));
    }

    @Test
    void replacesAPositionStoredBeforeACrashThatItsTrackDoesNotCount() {
        // Given a track with one accepted position, and a second one in the store that its state does not count
        positions.add(TRACK, 0, position(1, 10));
        store.put(new PositionKey(TRACK, 1), position(2, 20));

        // When the second one arrives again
        boolean added = positions.add(TRACK, 1, position(2, 20));

        // Then
        assertThat(added).isTrue();
    }

    @Test
    void forgetsTheFramesBeforeTheWindowOnly() {
        // Given
        for (int frame = 0; frame < 10; frame++) {
            positions.add(TRACK, frame, position(frame + 1, frame));
        }
        long first = positions.firstFrameAfter(TRACK, 0, 4);

        // When
        positions.deleteBefore(TRACK, first);

        // Then
        assertThat(first).isEqualTo(4);
        assertThat(positions.latest(TRACK, 10, 100))
                .extracting(ObservedPosition::frame)
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }
}
