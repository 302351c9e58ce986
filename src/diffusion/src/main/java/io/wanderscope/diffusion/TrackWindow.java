package io.wanderscope.diffusion;

import java.util.BitSet;

/**
 * The part of a track that is classified: one point for every frame from the first to the last, both of which are observed.
 *
 * @param firstFrame frame of the trajectory's first point
 * @param observed one point per frame, and which of them were observed; under unknown imaging conditions
 * @param lastPosition index of the last point among the track's positions
 */
public record TrackWindow(long firstFrame, ObservedTrajectory observed, int lastPosition) {
    /** Successive missing frames that are filled unless another maximum is asked for. */
    public static final int DEFAULT_MAXIMUM_GAP = 5;

    /**
     * Largest magnitude of a coordinate. No microscope sees so far in any unit, and beyond it neither doubles nor the
     * network's single precision tell a track from one point.
     */
    public static final double MAX_COORDINATE = 1e15;

    /** The positions of a track, ascending by frame, each frame once. */
    public interface Positions {
        /** Number of positions. */
        int size();

        /** Frame of a position, counted from 0. */
        long frame(int index);

        /** Horizontal coordinate of a position, finite. */
        double x(int index);

        /** Vertical coordinate of a position, finite. */
        double y(int index);
    }

    /**
     * Cuts the window from a track's positions. It is the longest run without a gap of more than {@code maximumGap}
     * missing frames, the latest of equally long runs; of that run, at most the last {@code maximumPoints} frames.
     * Linear interpolation fills the missing frames.
     *
     * @param positions at least one
     * @param maximumGap maximum number of successive missing frames that are filled, at least 0
     * @param maximumPoints maximum number of points of the window, at least 1
     */
    public static TrackWindow of(Positions positions, int maximumGap, int maximumPoints) {
        return filled(positions, lastFrames(maximumPoints, positions, longestRun(positions, maximumGap)));
    }

    /** Index of the first point among the track's positions. */
    public int firstPosition() {
        return lastPosition - observed.observedPoints() + 1;
    }

    /** Positions from one index to another, both included. */
    private record Run(int first, int last) {}

    private static Run longestRun(Positions positions, int maximumGap) {
        Run longest = new Run(0, 0);
        int start = 0;
        for (int end = 0; end < positions.size(); end++) {
            if (end > start && missingFrames(positions, end - 1, end) > maximumGap) {
                start = end;
            }
            if (missingFrames(positions, start, end) >= missingFrames(positions, longest.first(), longest.last())) {
                longest = new Run(start, end);
            }
        }
        return longest;
    }

    /** Number of frames between two positions. It also serves to compare the lengths of runs. */
    private static long missingFrames(Positions positions, int from, int to) {
        return positions.frame(to) - positions.frame(from) - 1;
    }

    private static Run lastFrames(int maximumPoints, Positions positions, Run run) {
        int start = run.first();
        while (positions.frame(run.last()) - positions.frame(start) >= maximumPoints) {
            start++;
        }
        return new Run(start, run.last());
    }

    private static TrackWindow filled(Positions positions, Run run) {
        long firstFrame = positions.frame(run.first());
        int size = run.last() - run.first() + 1;
        int[] frames = new int[size];
        double[] x = new double[size];
        double[] y = new double[size];
        BitSet observed = new BitSet();
        for (int index = 0; index < size; index++) {
            frames[index] = Math.toIntExact(positions.frame(run.first() + index) - firstFrame);
            x[index] = positions.x(run.first() + index);
            y[index] = positions.y(run.first() + index);
            observed.set(frames[index]);
        }
        return new TrackWindow(
                firstFrame, new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed), run.last());
    }
}
