package io.wanderscope.dashboard.live;

import java.time.Duration;

/**
 * How much is kept in memory, and how long it is put before those who watch.
 *
 * @param acquisitions most acquisitions that are kept
 * @param points most points of all tracks together, each about 100 bytes
 * @param pointsOfTrack most points of one track
 * @param tailPoints most points of one track in an update
 * @param endedShown how long a track is shown after its end
 * @param silentShown how long a track without an end is shown after its last change
 */
public record LiveLimits(
        int acquisitions, int points, int pointsOfTrack, int tailPoints, Duration endedShown, Duration silentShown) {

    /** About 100 MB at most: 20 acquisitions, a million points, 1,000 of a track, 200 of it in an update. */
    public static LiveLimits defaults() {
        return new LiveLimits(20, 1_000_000, 1_000, 200, Duration.ofSeconds(10), Duration.ofMinutes(2));
    }
}
