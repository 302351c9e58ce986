package io.wanderscope.trainer.report.figure;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A value with the ends of its confidence interval.
 *
 * @param value the value; not drawn if it is NaN
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
    private static final double QUANTILE = 0.975;

    /** The 95 % interval of the mean of a number of values, by Student's distribution; of one value, only that value. */
    public static Interval ofMean(double mean, double standardError, long count) {
        double width =
                count < 2 ? 0 : standardError * new TDistribution(count - 1.0).inverseCumulativeProbability(QUANTILE);
        return new Interval(mean, mean - width, mean + width);
    }
}
