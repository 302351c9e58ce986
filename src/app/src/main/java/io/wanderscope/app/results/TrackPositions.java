package io.wanderscope.app.results;

import io.wanderscope.schema.TrajectoryLabel;

/**
 * What became of the positions of a track: {@code all} are {@code observed}, {@code outside}, {@code duplicates} and {@code
 * rejected} together.
 *
 * @param all in the file
 * @param observed among the points of the trajectory that was classified, or would have been if it were long enough
 * @param outside before or after that trajectory
 * @param duplicates whose frame has an earlier position of the track
 * @param rejected by the stream, for a cause that its dead letter has
 */
public record TrackPositions(long all, long observed, long outside, long duplicates, long rejected) {
    /** Of a track with a number of positions in its file, from its final label. */
    static TrackPositions of(long all, TrajectoryLabel last) {
        long observed = last.getObservedPoints() == null ? last.getPoints() : last.getObservedPoints();
        long accepted = last.getPositions() == null ? observed : last.getPositions();
        long duplicates = last.getDuplicates() == null ? 0 : last.getDuplicates();
        return new TrackPositions(all, observed, accepted - observed, duplicates, all - accepted - duplicates);
    }

    /** Neither observed nor duplicates. */
    long unused() {
        return outside + rejected;
    }
}
