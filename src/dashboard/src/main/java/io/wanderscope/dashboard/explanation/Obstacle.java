package io.wanderscope.dashboard.explanation;

/** Why a track is not explained. */
public enum Obstacle {
    /** The track has no result that could be explained, or not the one that the dashboard could explain. */
    CONFLICT,
    /** Too little would be left without a part of the track. */
    TOO_SHORT,
    /** Others are waiting for explanations. */
    BUSY,
    /** It takes longer than a request may. */
    LATE,
    /** The model cannot be opened or run. */
    NO_MODEL
}
