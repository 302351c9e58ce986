package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.live.LiveLimits;
import java.time.Duration;

/**
 * How much of the past is read for one request.
 *
 * @param positions maximum number of positions that are taken in
 * @param labels maximum number of labels that are read
 * @param memory for what is taken in
 * @param isOverview whether all tracks are shown, if need be in outline, and not those of a moment
 */
record Portion(int positions, int labels, LiveLimits memory, boolean isOverview) {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /** A moment, which has the latest points of a track in a window; some 5 MB on the way to a browser. */
    static final Portion MOMENT =
            new Portion(200_000, 200_000, new LiveLimits(1, 60_000_000, 5_000, 5_000, FOREVER, FOREVER), false);

    /** A whole acquisition, of whose tracks not more is kept than the outlines where there are many. */
    static final Portion ALL = new Portion(
            20_000_000, 10_000_000, new LiveLimits(1, 100_000_000, 1_000, 1_000, Duration.ZERO, Duration.ZERO), true);
}
