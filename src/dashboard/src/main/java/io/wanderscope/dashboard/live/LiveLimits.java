package io.wanderscope.dashboard.live;

import java.time.Duration;

/**
 * How much is kept in memory, and how long it is put before those who watch.
 *
 * @param acquisitions most acquisitions that are kept
 * @param bytes most memory of all that is kept, as estimated by what it is made of
 * @param pointsOfTrack most points of one track
 * @param tailPoints most points of one track in an update
 * @param endedShown how long a track is shown after its end
 * @param silentShown how long a track without an end is shown after its last change
 */
public record LiveLimits(
        int acquisitions, long bytes, int pointsOfTrack, int tailPoints, Duration endedShown, Duration silentShown) {

    /** 100 MB at most: 20 acquisitions, 1,000 points of a track, 200 of them in an update. */
    public static LiveLimits defaults() {
        return new LiveLimits(20, 100_000_000, 1_000, 200, Duration.ofSeconds(10), Duration.ofMinutes(2));
    }
}
