package io.wanderscope.streaming.tracks;

/**
 * A track's entry in its store: its state, and the latest of its positions. They are written together, so a crash cannot
 * separate them.
 *
 * @param positions those from index {@code from} on have their place here
 * @param from index of the first of them
 */
record StoredTrack(TrackState state, TrackPositions positions, int from) {
    /** How many positions have their place here. */
    int latest() {
        return positions.size() - from;
    }
}
