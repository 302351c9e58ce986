package io.wanderscope.dashboard.live;

/** Whether a track may still grow. */
public enum TrackStatus {
    /** The track may still grow. */
    LIVE,
    /** The track has its final result. */
    ENDED;

    static TrackStatus of(LiveTrack track) {
        return track.hasEnded() ? ENDED : LIVE;
    }
}
