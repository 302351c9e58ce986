package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;

/** Key of a position in its store. Sorted by their bytes, the positions of a track are adjacent, ascending by frame. */
record PositionKey(TrackKey track, long frame) {
    static PositionKey first(TrackKey track) {
        return new PositionKey(track, 0);
    }

    static PositionKey last(TrackKey track) {
        return new PositionKey(track, Long.MAX_VALUE);
    }
}
