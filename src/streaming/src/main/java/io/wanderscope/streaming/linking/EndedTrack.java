package io.wanderscope.streaming.linking;

/**
 * A track that cannot go on and has no end-of-track mark yet.
 *
 * @param number its number in its field
 * @param frame its last frame
 * @param time when that frame was exposed, microseconds since 1970
 */
record EndedTrack(long number, long frame, long time) {}
