package io.wanderscope.trainer.export;

import java.util.Locale;

/**
 * What class scores are divided by before they become probabilities (temperature scaling; Guo et al., arXiv
 * 1706.04599), for trajectories of n points: exp(logarithm + slope · ln(n / 100)). Above 1 it makes probabilities less
 * sure.
 *
 * @param logarithm its logarithm at 100 points
 * @param slope how its logarithm grows with that of the number of points
 */
public record Temperature(double logarithm, double slope) {
    /** Leaves the scores as they are. */
    public static final Temperature NONE = new Temperature(0, 0);

    static final float POINTS = 100;

    /** The temperature for trajectories of a length in points. */
    public double at(double points) {
        return Math.exp(logarithm + slope * Math.log(points / POINTS));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f at 10 points, %.3f at 1000 points", at(10), at(1000));
    }
}
