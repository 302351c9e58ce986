package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is true of the window of any track. */
class TrajectoryWindowPropertyTest {
    @Provide
    Arbitrary<List<ObservedPosition>> tracks() {
        Arbitrary<Double> coordinates = Arbitraries.doubles().between(-1e6, 1e6);
        Arbitrary<ObservedPosition> positions = Combinators.combine(
                        Arbitraries.longs().between(0, 120), coordinates, coordinates)
                .as((frame, x, y) -> new ObservedPosition(frame, x, y, Instant.ofEpochMilli(frame)));
        return positions
                .list()
                .uniqueElements(ObservedPosition::frame)
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(TrajectoryWindowPropertyTest::ascending);
    }

    private static List<ObservedPosition> ascending(List<ObservedPosition> positions) {
        return positions.stream()
                .sorted((one, other) -> Long.compare(one.frame(), other.frame()))
                .toList();
    }

    @Property(seed = "20261123")
    void everyObservedFrameInsideIsItselfAndTheOthersAreListedAsInterpolated(
            @ForAll("tracks") List<ObservedPosition> track,
            @ForAll @IntRange(max = 8) int maximumGap,
            @ForAll @IntRange(min = 1, max = 60) int maximumPoints) {
        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(track), maximumGap, maximumPoints);

        // Then
        Map<Long, ObservedPosition> observed =
                track.stream().collect(Collectors.toMap(ObservedPosition::frame, Function.identity()));
        for (int point = 0; point < window.points(); point++) {
            long frame = window.firstFrame() + point;
            assertThat(window.interpolatedFrames().contains(frame)).isEqualTo(!observed.containsKey(frame));
            if (observed.containsKey(frame)) {
                assertThat(window.trajectory().x(point))
                        .isEqualTo(observed.get(frame).x());
                assertThat(window.trajectory().y(point))
                        .isEqualTo(observed.get(frame).y());
            }
        }
    }

    @Property(seed = "20261123")
    void noGapInsideIsLongerThanAllowedAndTheEndsAreObserved(
            @ForAll("tracks") List<ObservedPosition> track,
            @ForAll @IntRange(max = 8) int maximumGap,
            @ForAll @IntRange(min = 1, max = 60) int maximumPoints) {
        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(track), maximumGap, maximumPoints);

        // Then
        assertThat(window.points()).isBetween(1, maximumPoints);
        assertThat(window.interpolatedFrames()).doesNotContain(window.firstFrame(), window.lastFrame());
        assertThat(longestStretch(window.interpolatedFrames())).isLessThanOrEqualTo(maximumGap);
    }

    @Property(seed = "20261123")
    void noRunWithoutALongGapIsLonger(
            @ForAll("tracks") List<ObservedPosition> track, @ForAll @IntRange(max = 8) int maximumGap) {
        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(track), maximumGap, Integer.MAX_VALUE);

        // Then
        long start = track.get(0).frame();
        for (int index = 0; index < track.size(); index++) {
            long frame = track.get(index).frame();
            if (index > 0 && frame - track.get(index - 1).frame() - 1 > maximumGap) {
                start = frame;
            }
            assertThat(frame - start + 1).isLessThanOrEqualTo(window.points());
        }
    }

    @Property(seed = "20261123")
    void aStraightPathStaysStraightWhereverFramesAreMissing(
            @ForAll("tracks") List<ObservedPosition> track, @ForAll @IntRange(max = 8) int maximumGap) {
        // Given
        List<ObservedPosition> straight = track.stream()
                .map(position -> new ObservedPosition(
                        position.frame(), 3.0 * position.frame(), -0.5 * position.frame(), position.time()))
                .toList();

        // When
        TrajectoryWindow window = TrajectoryWindow.of(ObservedPosition.inOrder(straight), maximumGap, 1000);

        // Then
        for (int point = 0; point < window.points(); point++) {
            double frame = (double) (window.firstFrame() + point);
            assertThat(window.trajectory().x(point)).isCloseTo(3 * frame, within(1e-9));
            assertThat(window.trajectory().y(point)).isCloseTo(-0.5 * frame, within(1e-9));
        }
    }

    private static int longestStretch(List<Long> frames) {
        int longest = 0;
        int stretch = 0;
        for (int index = 0; index < frames.size(); index++) {
            boolean follows = index > 0 && frames.get(index) == frames.get(index - 1) + 1;
            stretch = follows ? stretch + 1 : 1;
            longest = Math.max(longest, stretch);
        }
        return longest;
    }
}
