package io.wanderscope.streaming.tracks;

import io.wanderscope.diffusion.Trajectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a track that is classified: one point for every frame from the first to the last.
 *
 * @param firstFrame frame of the trajectory's first point
 * @param trajectory one point per frame
 * @param interpolatedFrames frames whose point was not observed, ascending
 * @param lastTime time of the last point, which is observed
 */
public record TrajectoryWindow(
        long firstFrame, Trajectory trajectory, List<Long> interpolatedFrames, Instant lastTime) {

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

    /** Number of points, observed and interpolated. */
    public int points() {
        return trajectory.size();
    }

    /** Frame of the last point. */
    public long lastFrame() {
        return firstFrame + trajectory.size() - 1;
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
        return new TrajectoryWindow(
                first.frame(), Trajectory.interpolated(frames, x, y), framesBetween(run), last.time());
    }

    private static List<Long> framesBetween(List<ObservedPosition> run) {
        List<Long> interpolated = new ArrayList<>();
        for (int after = 1; after < run.size(); after++) {
            for (long frame = run.get(after - 1).frame() + 1;
                    frame < run.get(after).frame();
                    frame++) {
                interpolated.add(frame);
            }
        }
        return List.copyOf(interpolated);
    }
}
