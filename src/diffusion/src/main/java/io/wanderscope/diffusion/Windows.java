package io.wanderscope.diffusion;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The division of a trajectory into windows of equal length, as far as its length allows. */
public final class Windows {
    private Windows() {}

    /**
     * The points of each of a number of windows, which cover the trajectory.
     *
     * @param points number of points of the trajectory
     * @param count number of windows, 1 to {@code points}
     */
    public static List<BitSet> of(int points, int count) {
        return IntStream.range(0, count)
                .mapToObj(window -> {
                    BitSet members = new BitSet(points);
                    members.set(start(points, count, window), start(points, count, window + 1));
                    return members;
                })
                .toList();
    }

    /**
     * The points of each of a number of windows, which cover the trajectory and have equal numbers of observed points. A point that
     * was not observed is in the window of the next one that was, because only the displacement into that one was measured.
     *
     * @param count at most as many as there are observed points
     */
    public static List<BitSet> ofObserved(ObservedTrajectory trajectory, int count) {
        int[] observed = IntStream.range(0, trajectory.size())
                .filter(trajectory::isObserved)
                .toArray();
        return IntStream.range(0, count)
                .mapToObj(window -> {
                    BitSet members = new BitSet(trajectory.size());
                    members.set(end(observed, count, window), end(observed, count, window + 1));
                    return members;
                })
                .toList();
    }

    /** The point after the last one of the windows before this one. */
    private static int end(int[] observed, int count, int window) {
        return window == 0 ? 0 : observed[start(observed.length, count, window) - 1] + 1;
    }

    private static int start(int points, int count, int window) {
        return (int) ((long) points * window / count);
    }

    /**
     * Gives every point the value of its window.
     *
     * @param points number of points of the trajectory
     * @param values one for each window
     */
    public static double[] spread(int points, double[] values) {
        double[] spread = new double[points];
        List<BitSet> windows = of(points, values.length);
        for (int window = 0; window < values.length; window++) {
            double value = values[window];
            windows.get(window).stream().forEach(point -> spread[point] = value);
        }
        return spread;
    }
}
