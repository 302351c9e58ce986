package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryWindowTest {
    @Test
    void isTheWholeTrackWhenNoFrameIsMissing() {
        // Given
        List<ObservedPosition> positions = at(4, 5, 6, 7);

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 0, 10);

        // Then
        assertThat(window.firstFrame()).isEqualTo(4);
        assertThat(window.lastFrame()).isEqualTo(7);
        assertThat(window.interpolatedFrames()).isEmpty();
        assertThat(window.lastTime()).isEqualTo(time(7));
    }

    @Test
    void isOnePointForOnePosition() {
        // Given, When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(at(9)), 5, 1);

        // Then
        assertThat(window.points()).isEqualTo(1);
        assertThat(window.lastFrame()).isEqualTo(9);
    }

    @Test
    void fillsAGapOfAsManyFramesAsAreAllowed() {
        // Given
        List<ObservedPosition> positions =
                List.of(new ObservedPosition(1, 0, 10, time(1)), new ObservedPosition(5, 8, 2, time(5)));

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 3, 10);

        // Then
        assertThat(window.interpolatedFrames()).containsExactly(2L, 3L, 4L);
        assertThat(window.observed().observedPoints()).isEqualTo(2);
        assertThat(window.observed().isObserved(4)).isTrue();
        assertThat(window.trajectory().x(1)).isEqualTo(2);
        assertThat(window.trajectory().y(1)).isEqualTo(8);
        assertThat(window.trajectory().x(3)).isEqualTo(6);
        assertThat(window.trajectory().y(3)).isEqualTo(4);
    }

    @Test
    void isTheLongestRunWhereAGapIsOneFrameTooLong() {
        // Given
        List<ObservedPosition> positions = at(0, 1, 5, 6, 7, 11);

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 2, 10);

        // Then
        assertThat(window.firstFrame()).isEqualTo(5);
        assertThat(window.lastFrame()).isEqualTo(7);
    }

    @Test
    void isTheLatestOfEquallyLongRuns() {
        // Given
        List<ObservedPosition> positions = at(0, 1, 2, 10, 11, 12);

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 5, 10);

        // Then
        assertThat(window.firstFrame()).isEqualTo(10);
    }

    @Test
    void measuresARunInFramesWithTheFilledOnes() {
        // Given
        List<ObservedPosition> positions = at(0, 3, 6, 20, 21, 22, 23);

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 2, 10);

        // Then
        assertThat(window.firstFrame()).isEqualTo(0);
        assertThat(window.points()).isEqualTo(7);
    }

    @Test
    void isTheLastFramesOfALongRun() {
        // Given
        List<ObservedPosition> positions = at(LongStream.range(0, 100).toArray());

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 5, 30);

        // Then
        assertThat(window.firstFrame()).isEqualTo(70);
        assertThat(window.points()).isEqualTo(30);
    }

    @Test
    void startsAtAnObservedPositionWhereItsLengthWouldCutAGap() {
        // Given
        List<ObservedPosition> positions = at(0, 1, 4, 5, 6);

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 5, 4);

        // Then
        assertThat(window.firstFrame()).isEqualTo(4);
        assertThat(window.interpolatedFrames()).isEmpty();
    }

    @Test
    void fillsAGapBetweenTheLargestCoordinatesThereAre() {
        // Given
        List<ObservedPosition> positions = List.of(
                new ObservedPosition(0, -Double.MAX_VALUE, 0, time(0)),
                new ObservedPosition(2, Double.MAX_VALUE, 0, time(2)));

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 1, 10);

        // Then
        assertThat(window.trajectory().x(1)).isZero();
    }

    @Test
    void tellsTheMeanTimeFromOneFrameToTheNext() {
        // Given frames 1, 3 and 4, the last of which came late
        List<ObservedPosition> positions = List.of(
                new ObservedPosition(1, 0, 0, time(1)),
                new ObservedPosition(3, 0, 0, time(3)),
                new ObservedPosition(4, 0, 0, time(4).plusMillis(3)));

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 5, 10);

        // Then
        assertThat(window.firstTime()).isEqualTo(time(1));
        assertThat(window.frameInterval().orElseThrow()).isCloseTo(0.021, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -20_000, 1, 9, 86_400_000_001L})
    void doesNotTellTheIntervalByTimesThatAreNotThoseOfACamera(long microsecondsPerFrame) {
        // Given
        List<ObservedPosition> positions = LongStream.range(0, 5)
                .mapToObj(frame -> new ObservedPosition(
                        frame, 0, 0, time(0).plus(frame * microsecondsPerFrame, ChronoUnit.MICROS)))
                .toList();

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 5, 10);

        // Then
        assertThat(window.frameInterval()).isEmpty();
    }

    @Test
    void doesNotTellTheIntervalByTimesThatAreMillenniaApart() {
        // Given
        List<ObservedPosition> positions = List.of(
                new ObservedPosition(0, 0, 0, Instant.parse("0001-01-01T00:00:00Z")),
                new ObservedPosition(1, 0, 0, Instant.parse("9999-12-31T00:00:00Z")));

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(positions), 5, 10);

        // Then
        assertThat(window.frameInterval()).isEmpty();
    }

    @Test
    void onePointTellsNoInterval() {
        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(at(9)), 5, 10);

        // Then
        assertThat(window.frameInterval()).isEmpty();
    }

    private static List<ObservedPosition> at(long... frames) {
        return LongStream.of(frames)
                .mapToObj(frame -> new ObservedPosition(frame, (double) frame, (double) -frame, time(frame)))
                .toList();
    }

    private static Instant time(long frame) {
        return Instant.ofEpochMilli(20 * frame);
    }
}
