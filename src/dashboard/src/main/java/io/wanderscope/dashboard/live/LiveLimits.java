package io.wanderscope.dashboard.live;

import java.time.Duration;

/**
 * How much is kept in memory, and how long it stays in view.
 *
 * @param acquisitions maximum number of acquisitions kept
 * @param bytes maximum memory for everything kept, as estimated from its parts
 * @param maxPointsPerTrack maximum number of points kept per track
 * @param tailPoints maximum number of points per track in one update
 * @param endedVisibleFor how long a track stays in view after its end
 * @param silentVisibleFor how long a track that has not ended stays in view after its last change
 */
public record LiveLimits(
        int acquisitions,
        long bytes,
        int maxPointsPerTrack,
        int tailPoints,
        Duration endedVisibleFor,
        Duration silentVisibleFor) {

    /** At most 100 MB: 20 acquisitions, 1,000 points per track, 200 of them in an update. */
    public static LiveLimits defaults() {
        return new LiveLimits(20, 100_000_000, 1_000, 200, Duration.ofSeconds(10), Duration.ofMinutes(2));
    }
}
