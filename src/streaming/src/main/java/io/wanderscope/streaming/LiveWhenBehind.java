package io.wanderscope.streaming;

/** Which LIVE results leave when they fall due faster than they can be computed. */
public enum LiveWhenBehind {
    /** Of a track's results that wait, the newest. */
    LATEST,
    /** All of them. */
    ALL
}
