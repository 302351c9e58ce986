package io.wanderscope.trainer.export;

import java.util.Locale;

/**
 * Temperature scaling (Guo et al., arXiv 1706.04599): class scores are divided by the temperature T before the softmax.
 * For trajectories of n points, ln T = logarithm + slope · ln(n / 100). A temperature above 1 lowers the confidence.
 *
 * @param logarithm ln T at 100 points
 * @param slope derivative of ln T with respect to ln n
 */
record Temperature(double logarithm, double slope) {
    /** T = 1, which leaves the scores unchanged. */
    static final Temperature NONE = new Temperature(0, 0);

    static final float REFERENCE_POINTS = 100;

    /** T for trajectories of the given number of points. */
    double at(double points) {
        return Math.exp(logarithm + slope * Math.log(points / REFERENCE_POINTS));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f at 10 points, %.3f at 1000 points", at(10), at(1000));
    }
}
