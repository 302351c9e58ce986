package io.wanderscope.streaming.tracks;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of a track that is classified: one point for every frame from the first to the last.
 *
 * @param firstFrame frame of the trajectory's first point
 * @param observed one point per frame, and which of them were observed; under unknown imaging conditions
 * @param lastTime time of the last point, which is observed
 */
public record TrajectoryWindow(long firstFrame, ObservedTrajectory observed, Instant lastTime) {

    /**
     * Cuts the window from a track's positions. It is the longest run without a gap of more than {@code maximumGap}
     * missing frames, the latest of equally long runs; of that run, at most the last {@code maximumPoints} frames.
     * Linear interpolation fills the missing frames. The first and the last point are observed.
     *
     * @param positions at least one, ascending by frame, each frame once
     * @param maximumGap maximum number of successive missing frames that are filled, at least 0
     * @param maximumPoints maximum number of points of the window, at least 1
     */
    static TrajectoryWindow of(TrackPositions positions, int maximumGap, int maximumPoints) {
        return filled(positions, lastFrames(maximumPoints, positions, longestRun(positions, maximumGap)));
    }

    /** Positions from one index to another, both included. */
    private record Run(int first, int last) {}

    /** One point per frame. */
    public Trajectory trajectory() {
        return observed.trajectory();
    }

    /** Number of points, observed and interpolated. */
    public int points() {
        return observed.size();
    }

    /** Frames whose point was not observed, ascending. */
    public List<Long> interpolatedFrames() {
        return IntStream.range(0, points())
                .filter(point -> !observed.isObserved(point))
                .mapToObj(point -> firstFrame + point)
                .toList();
    }

    /** Frame of the last point. */
    public long lastFrame() {
        return firstFrame + points() - 1;
    }

    private static Run longestRun(TrackPositions positions, int maximumGap) {
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
    private static long missingFrames(TrackPositions positions, int from, int to) {
        return positions.frame(to) - positions.frame(from) - 1;
    }

    private static Run lastFrames(int maximumPoints, TrackPositions positions, Run run) {
        int start = run.first();
        while (positions.frame(run.last()) - positions.frame(start) >= maximumPoints) {
            start++;
        }
        return new Run(start, run.last());
    }

    private static TrajectoryWindow filled(TrackPositions positions, Run run) {
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
        return new TrajectoryWindow(
                firstFrame,
                new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed),
                StoreSerdes.instant(positions.time(run.last())));
    }
}
