package io.wanderscope.dashboard.live;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Points of a track. The arrays are fresh copies and must not be changed.
 *
 * @param frames ascending
 * @param x horizontal coordinates, in the acquisition's unit of length
 * @param y vertical coordinates, in the acquisition's unit of length
 */
@SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
public record Path(long[] frames, double[] x, double[] y) {
    /**
     * The first point, the last, and evenly spaced ones between them.
     *
     * @param most maximum number of points, at least 2
     */
    Path thinned(int most) {
        return frames.length <= most
                ? this
                : thinned(most, frames.length, point -> frames[point], point -> x[point], point -> y[point]);
    }

    /**
     * The first point of a path, the last, and evenly spaced ones between them.
     *
     * @param most number of points that are kept, not above the number there is
     * @param points number of points of the path
     */
    static Path thinned(int most, int points, IntToLongFunction frames, IntToDoubleFunction x, IntToDoubleFunction y) {
        long[] fewerFrames = new long[most];
        double[] fewerX = new double[most];
        double[] fewerY = new double[most];
        for (int point = 0; point < most; point++) {
            int from = most == 1 ? 0 : (int) ((long) point * (points - 1) / (most - 1));
            fewerFrames[point] = frames.applyAsLong(from);
            fewerX[point] = x.applyAsDouble(from);
            fewerY[point] = y.applyAsDouble(from);
        }
        return new Path(fewerFrames, fewerX, fewerY);
    }
}
