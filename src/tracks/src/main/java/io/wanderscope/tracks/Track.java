package io.wanderscope.tracks;

import java.util.List;

/**
 * The positions that a tracker linked into one track, in the order of the file: frames may be missing, duplicate or out
 * of order.
 *
 * @param id identity of the track within its file, not empty
 * @param positions the localisations in file order; may be empty
 */
public record Track(String id, List<TrackedPosition> positions) {

    /** Copies the list. */
    public Track {
        positions = List.copyOf(positions);
    }

    /** Number of positions that share their frame with an earlier one of the track. */
    long duplicates() {
        long[] frames = sortedFrames();
        long duplicates = 0;
        for (int index = 1; index < frames.length; index++) {
            duplicates += frames[index] == frames[index - 1] ? 1 : 0;
        }
        return duplicates;
    }

    long[] sortedFrames() {
        return positions.stream().mapToLong(TrackedPosition::frame).sorted().toArray();
    }
}
