package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The tracks that have ended, while a task reads its stores: it shows which of them wait for a final result that is not
 * due. That may be so after a crash under at-least-once, which keeps the latest entries of one store and not of
 * another.
 *
 * <p>Any number of tracks may wait, so of each it keeps only 64 bits: a hash of its key and its revision. Among a
 * million tracks, that two are the same has a probability of 3e-8.
 */
final class EndingTracks {
    private static final int INITIAL_CAPACITY = 16;

    /** Of the hash FNV-1a. */
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private final BitSet due = new BitSet();
    private long[] hashes = new long[INITIAL_CAPACITY];
    private int size;
    private boolean isSorted;

    /** Adds a track that has ended; all are added before the first result is. */
    void add(TrackKey track, TrackState state) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size + size / 2);
        }
        hashes[size] = hash(track, state.progress().revision());
        size++;
    }

    /** Notes that a final result is due. */
    void addFinal(DueResult result) {
        int index = indexOf(result.track(), result.revision());
        if (index >= 0) {
            due.set(index);
        }
    }

    /** Whether all tracks have their final result. */
    boolean areAllDue() {
        return due.cardinality() == size;
    }

    /** Whether a track waits for a final result that is not due. */
    boolean isWithoutFinal(TrackKey track, TrackState state) {
        return state.isEnding() && !due.get(indexOf(track, state.progress().revision()));
    }

    private int indexOf(TrackKey track, int revision) {
        if (!isSorted) {
            Arrays.sort(hashes, 0, size);
            isSorted = true;
        }
        return Arrays.binarySearch(hashes, 0, size, hash(track, revision));
    }

    private static long hash(TrackKey track, int revision) {
        long hash = (OFFSET_BASIS ^ revision) * PRIME;
        String text = track.text();
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * PRIME;
        }
        return hash;
    }
}
