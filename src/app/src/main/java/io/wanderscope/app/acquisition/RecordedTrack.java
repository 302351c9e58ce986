package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.Track;

/** A track of a recording. */
public record RecordedTrack(Acquisition acquisition, Track track) {
    /** Number of its records on the positions topic: its positions, and the end-of-track mark. */
    public int records() {
        return track.positions().size() + 1;
    }
}
