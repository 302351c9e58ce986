package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.TopologyHarness.moving;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.StreamSettings;
import org.junit.jupiter.api.Test;

/** What open tracks take in the heap, in bytes, while a LIVE result of each is due as well. */
class HeapOfOpenTracksTest {
    private static final int TRACKS = 2_000;
    private static final int POINTS = 100;

    /** As much for each track as 100,000 of them have by default. */
    private static final long LIMIT = (StreamSettings.WINDOW_MEGABYTES.defaultValue() << 20) / (100_000L / TRACKS);

    private final Partition partition = new Partition(StreamSettings.defaults(), LIMIT).start();

    private void receiveFrames(int first, int end) {
        for (int frame = first; frame < end; frame++) {
            for (int track = 0; track < TRACKS; track++) {
                partition.receive(moving(Integer.toString(track), frame));
            }
        }
    }

    @Test
    void isAtMost640BytesATrackAnd64MegabytesAt100_000BesideTheMemoryOfWindows() {
        // Given tracks that were read from the store, so that no two share their names
        receiveFrames(0, POINTS - 1);
        partition.start();
        receiveFrames(POINTS - 1, POINTS);

        // When
        HeapBytes heap = HeapBytes.of(partition.tracks());

        // Then
        long windows = heap.of(TrackPositions.class);
        long ofATrack = (heap.total() - windows) / TRACKS;
        assertThat(partition.tracks().due().size()).isEqualTo(TRACKS);
        assertThat(windows)
                .isEqualTo(partition.memory().used())
                .as("as much as the limit has room for")
                .isBetween(LIMIT - 10_000, LIMIT);
        assertThat(ofATrack)
                .as("bytes of an open track beside its window, so %d MB at 100,000", ofATrack / 10)
                .isBetween(500L, 640L);
    }
}
