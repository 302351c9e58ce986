package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;

/**
 * Key in the store of positions. Sorted by their bytes, the entries of a track are adjacent: first single positions as
 * earlier versions wrote them, ascending by frame, then blocks of positions, ascending by number.
 *
 * @param number frame of a single position, or a negative number for a block
 */
record PositionKey(TrackKey track, long number) {
    /** Of a position with an entry of its own. */
    static PositionKey single(TrackKey track, long frame) {
        return new PositionKey(track, frame);
    }

    /** Of a block, numbered from 0. */
    static PositionKey block(TrackKey track, long block) {
        return new PositionKey(track, Long.MIN_VALUE + block);
    }
}
