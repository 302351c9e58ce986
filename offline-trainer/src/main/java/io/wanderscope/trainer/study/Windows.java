package io.wanderscope.trainer.study;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The division of a trajectory into windows of equal length, as far as its length allows. */
final class Windows {
    private Windows() {}

    /** The points of each of a number of windows, which cover the trajectory. */
    static List<BitSet> of(int points, int count) {
        return IntStream.range(0, count)
                .mapToObj(window -> {
                    BitSet members = new BitSet(points);
                    members.set(start(points, count, window), start(points, count, window + 1));
                    return members;
                })
                .toList();
    }

    private static int start(int points, int count, int window) {
        return (int) ((long) points * window / count);
    }

    /** Gives every point the value of its window. */
    static double[] spread(int points, double[] values) {
        double[] spread = new double[points];
        List<BitSet> windows = of(points, values.length);
        for (int window = 0; window < values.length; window++) {
            double value = values[window];
            windows.get(window).stream().forEach(point -> spread[point] = value);
        }
        return spread;
    }
}
