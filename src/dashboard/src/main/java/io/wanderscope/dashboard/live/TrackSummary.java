package io.wanderscope.dashboard.live;

import org.jspecify.annotations.Nullable;

/**
 * One track at a glance.
 *
 * @param id name of the track within its acquisition
 * @param status live or ended
 * @param firstFrame first frame that is kept; null before its first position
 * @param lastFrame latest frame; null before its first position
 * @param points number of points that are kept
 * @param x latest horizontal coordinate; null before its first position
 * @param y latest vertical coordinate; null before its first position
 * @param result its latest result; null before the first
 */
public record TrackSummary(
        String id,
        TrackStatus status,
        @Nullable Long firstFrame,
        @Nullable Long lastFrame,
        int points,
        @Nullable Double x,
        @Nullable Double y,
        @Nullable Result result) {
    static TrackSummary of(LiveTrack track) {
        PathBuffer path = track.path();
        boolean hasPoints = path.size() > 0;
        return new TrackSummary(
                track.name(),
                TrackStatus.of(track),
                hasPoints ? path.firstFrame() : null,
                hasPoints ? path.lastFrame() : null,
                path.size(),
                hasPoints ? path.lastX() : null,
                hasPoints ? path.lastY() : null,
                track.latestResult());
    }
}
