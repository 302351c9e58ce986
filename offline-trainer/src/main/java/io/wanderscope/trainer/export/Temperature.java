package io.wanderscope.trainer.export;

import java.util.Locale;

/**
 * Temperature scaling (Guo et al., arXiv 1706.04599): class scores are divided by the temperature before the softmax.
 * For trajectories of n points it is exp(logarithm + slope · ln(n / 100)). Above 1 it makes probabilities less
 * confident.
 *
 * @param logarithm its logarithm at 100 points
 * @param slope growth of its logarithm with the logarithm of the number of points
 */
record Temperature(double logarithm, double slope) {
    /** Leaves the scores unchanged. */
    static final Temperature NONE = new Temperature(0, 0);

    static final float REFERENCE_POINTS = 100;

    /** The temperature for trajectories of a number of points. */
    double at(double points) {
        return Math.exp(logarithm + slope * Math.log(points / REFERENCE_POINTS));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f at 10 points, %.3f at 1000 points", at(10), at(1000));
    }
}
