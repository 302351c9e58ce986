package io.wanderscope.dashboard.live;

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
        int points = frames.length;
        if (points <= most) {
            return this;
        }
        long[] fewerFrames = new long[most];
        double[] fewerX = new double[most];
        double[] fewerY = new double[most];
        for (int point = 0; point < most; point++) {
            int from = (int) ((long) point * (points - 1) / (most - 1));
            fewerFrames[point] = frames[from];
            fewerX[point] = x[from];
            fewerY[point] = y[from];
        }
        return new Path(fewerFrames, fewerX, fewerY);
    }
}
