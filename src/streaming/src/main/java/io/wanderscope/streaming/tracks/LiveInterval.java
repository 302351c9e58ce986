package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.StreamSettings;

/**
 * By how many points a track grows from one result to the next: by a fixed number, or by a share of the points of which
 * it was then classified, whichever is more. With a share, a position costs the same however long its track is, although
 * every result costs more the more points it is about.
 *
 * @param minimumPoints minimum number of points of a result
 * @param maximumPoints maximum number of points of a result
 * @param points the fixed number, at least 1
 * @param growth the share, from 0
 */
record LiveInterval(int minimumPoints, int maximumPoints, int points, double growth) {
    static LiveInterval of(StreamSettings settings) {
        return new LiveInterval(
                settings.minimumPoints(), settings.maximumPoints(), settings.liveEvery(), settings.liveGrowth());
    }

    /** Whether a track with a new position gets a LIVE result. */
    boolean isDue(TrackState state) {
        long accepted = state.counts().accepted();
        long sinceDue = state.progress().sinceDue();
        return accepted >= minimumPoints && sinceDue >= after(accepted - sinceDue);
    }

    /** Positions from one result to the next; {@code accepted} by then. */
    private long after(long accepted) {
        return Math.max(points, Math.round(growth * Math.min(accepted, maximumPoints)));
    }
}
