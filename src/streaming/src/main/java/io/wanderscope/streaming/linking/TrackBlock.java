package io.wanderscope.streaming.linking;

import io.wanderscope.linking.OpenTrack;
import java.util.List;

/** Some tracks of a field, as one entry of a store. Either list can be empty. */
record TrackBlock(List<OpenTrack> open, List<EndedTrack> ended) {
    /** Tracks of a block at most: some 15 kB. */
    static final int SIZE = 256;

    /** How many blocks it takes. */
    static int blocks(int tracks) {
        return (tracks + SIZE - 1) / SIZE;
    }

    /** One of the blocks that a list is divided into. */
    static <T> List<T> part(List<T> tracks, int block) {
        return tracks.subList(block * SIZE, Math.min(tracks.size(), (block + 1) * SIZE));
    }
}
