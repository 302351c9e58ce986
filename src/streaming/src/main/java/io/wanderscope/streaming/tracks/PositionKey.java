package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackIdentity;

/** The key of a position in its store. In bytes, the positions of one track lie together, ascending by frame. */
record PositionKey(TrackIdentity track, long frame) {
    static PositionKey first(TrackIdentity track) {
        return new PositionKey(track, 0);
    }

    static PositionKey last(TrackIdentity track) {
        return new PositionKey(track, Long.MAX_VALUE);
    }
}
