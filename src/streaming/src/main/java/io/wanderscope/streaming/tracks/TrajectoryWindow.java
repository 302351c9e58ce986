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
    static TrajectoryWindow of(List<ObservedPosition> positions, int maximumGap, int maximumPoints) {
        return filled(last(maximumPoints, longestRun(positions, maximumGap)));
    }

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

    private static List<ObservedPosition> longestRun(List<ObservedPosition> positions, int maximumGap) {
        int bestStart = 0;
        int bestEnd = 0;
        int start = 0;
        for (int end = 0; end < positions.size(); end++) {
            if (end > start && missingFrames(positions, end - 1, end) > maximumGap) {
                start = end;
            }
            if (missingFrames(positions, start, end) >= missingFrames(positions, bestStart, bestEnd)) {
                bestStart = start;
                bestEnd = end;
            }
        }
        return positions.subList(bestStart, bestEnd + 1);
    }

    /** Number of frames between two positions. It also serves to compare the lengths of runs. */
    private static long missingFrames(List<ObservedPosition> positions, int from, int to) {
        return positions.get(to).frame() - positions.get(from).frame() - 1;
    }

    private static List<ObservedPosition> last(int maximumPoints, List<ObservedPosition> run) {
        long lastFrame = run.get(run.size() - 1).frame();
        int start = 0;
        while (lastFrame - run.get(start).frame() >= maximumPoints) {
            start++;
        }
        return run.subList(start, run.size());
    }

    private static TrajectoryWindow filled(List<ObservedPosition> run) {
        ObservedPosition first = run.get(0);
        ObservedPosition last = run.get(run.size() - 1);
        int[] frames = run.stream()
                .mapToInt(position -> Math.toIntExact(position.frame() - first.frame()))
                .toArray();
        double[] x = run.stream().mapToDouble(ObservedPosition::x).toArray();
        double[] y = run.stream().mapToDouble(ObservedPosition::y).toArray();
        BitSet observed = new BitSet();
        IntStream.of(frames).forEach(observed::set);
        return new TrajectoryWindow(
                first.frame(), new ObservedTrajectory(Trajectory.interpolated(frames, x, y), observed), last.time());
    }
}
