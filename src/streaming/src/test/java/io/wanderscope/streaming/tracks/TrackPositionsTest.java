package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The positions of a track in memory, in the order in which they were accepted. */
class TrackPositionsTest {
    @Test
    void knowTheFramesThatHaveOne() {
        // Given
        TrackPositions positions = accepted(5, 3, 9);

        // When, Then
        assertThat(positions.hasFrame(3)).isTrue();
        assertThat(positions.hasFrame(9)).isTrue();
        assertThat(positions.hasFrame(4)).isFalse();
        assertThat(positions.hasFrame(10)).isFalse();
    }

    @Test
    void areThoseOfTheLatestFramesInAscendingOrder() {
        // Given
        TrackPositions positions = accepted(5, 3, 9, 1, 7, 20);

        // When
        TrackPositions latest = positions.latest(5, 3);

        // Then
        assertThat(frames(latest)).containsExactly(5, 7, 9);
        assertThat(IntStream.range(0, 3).mapToDouble(latest::x).toArray()).containsExactly(-5, -7, -9);
    }

    @Test
    void countFramesFromWhereTheWindowBegins() {
        // Given
        TrackPositions ascending = accepted(1, 2, 4, 8, 16);
        TrackPositions shuffled = accepted(16, 2, 8, 1, 4);

        // When, Then
        assertThat(ascending.firstFrameAfter(2, 2)).isEqualTo(5);
        assertThat(shuffled.firstFrameAfter(2, 2)).isEqualTo(5);
    }

    @Test
    void forgetWhatIsNotRetained() {
        // Given
        TrackPositions positions = accepted(16, 2, 8, 1, 4);

        // When
        positions.retain(IntStream.of(1, 4));

        // Then
        assertThat(frames(positions)).containsExactly(2, 4);
        assertThat(positions.ordinal(1)).isEqualTo(5);
        assertThat(positions.hasFrame(16)).isFalse();
        assertThat(frames(positions.latest(5, 10))).containsExactly(2, 4);
    }

    private static TrackPositions accepted(long... frames) {
        TrackPositions positions = new TrackPositions();
        for (long frame : frames) {
            positions.add(positions.size() + 1, frame, (double) -frame, 0, frame);
        }
        return positions;
    }

    private static long[] frames(TrackPositions positions) {
        return IntStream.range(0, positions.size()).mapToLong(positions::frame).toArray();
    }
}
