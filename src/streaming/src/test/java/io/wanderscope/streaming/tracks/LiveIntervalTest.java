package io.wanderscope.streaming.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.wanderscope.streaming.StreamSettings;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a growing track gets its LIVE results. */
class LiveIntervalTest {
    @Test
    void isFixedForAShortTrackAndATenthOfALongOneUpToThatOfTheLongestWindow() {
        // Given, When
        long[] due = due(StreamSettings.defaults(), 1500);

        // Then
        assertThat(due).startsWith(20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 220, 242, 266);
        assertThat(due).endsWith(1011, 1111, 1211, 1311, 1411);
    }

    @Test
    void isFixedForAnyTrackWithoutGrowth() {
        // Given, When
        long[] due = due(StreamSettings.defaults().with(StreamSettings.LIVE_GROWTH, 0.0), 1000);

        // Then
        assertThat(due).hasSize(50).startsWith(20, 40).endsWith(980, 1000);
    }

    @Test
    void beginsWithAsManyPointsAsAreClassified() {
        // Given, When
        long[] due = due(StreamSettings.defaults().with(StreamSettings.LIVE_EVERY, 4), 20);

        // Then
        assertThat(due).containsExactly(10, 14, 18);
    }

    @Test
    void letsAPositionCostTheSameFromTwoHundredToAThousandPoints() {
        // Given
        long[] due = due(StreamSettings.defaults(), 1000);

        // When
        double first = pointsPerPosition(due, 200, 500);
        double last = pointsPerPosition(due, 500, 1000);

        // Then
        assertThat(last).isCloseTo(first, withinPercentage(5));
    }

    /** Points of all windows between two lengths. */
    private static double pointsPerPosition(long[] due, long from, long to) {
        return LongStream.of(due)
                        .filter(length -> from < length && length <= to)
                        .sum()
                / (double) (to - from);
    }

    private static long[] due(StreamSettings settings, int length) {
        LiveInterval interval = LiveInterval.of(settings);
        LongStream.Builder due = LongStream.builder();
        long last = 0;
        for (long accepted = 1; accepted <= length; accepted++) {
            if (interval.isDue(state(accepted, accepted - last))) {
                due.add(accepted);
                last = accepted;
            }
        }
        return due.build().toArray();
    }

    private static TrackState state(long accepted, long sinceDue) {
        return new TrackState(
                new TrackState.Opening("um", 0, Instant.EPOCH),
                new TrackState.Counts(accepted, 0),
                new TrackState.Window(0, accepted),
                new TrackState.Activity(0, 0, 0),
                new TrackState.Progress(1, sinceDue, false),
                new TrackState.Storage(0, 0));
    }
}
