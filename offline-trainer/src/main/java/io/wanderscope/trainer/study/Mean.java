package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.figure.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * The mean of one value per track, or per repetition of a study.
 *
 * @param value the mean; NaN of no tracks
 * @param standardError standard error of the mean over the tracks or repetitions
 * @param interval 95 % confidence interval
 */
record Mean(double value, double standardError, Interval interval) {
    private static final double CONFIDENCE = 0.95;

    /** The mean of the values that are numbers, with Student's interval. */
    static Mean of(DoubleStream values) {
        SummaryStatistics statistics = statistics(values);
        double mean = mean(statistics);
        double error = standardError(statistics);
        return new Mean(mean, error, Interval.ofMean(mean, error, statistics.getN()));
    }

    /** The share of the tracks with a value of 1; all others have 0. With Wilson's interval, since it also holds for shares near 0 or 1. */
    static Mean share(DoubleStream values) {
        SummaryStatistics statistics = statistics(values);
        double share = mean(statistics);
        return new Mean(share, standardError(statistics), wilson(share, statistics));
    }

    private static Interval wilson(double share, SummaryStatistics statistics) {
        if (statistics.getN() == 0) {
            return new Interval(share, share, share);
        }
        ConfidenceInterval wilson = new WilsonScoreInterval()
                .createInterval((int) statistics.getN(), (int) Math.round(statistics.getSum()), CONFIDENCE);
        return new Interval(share, Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound()));
    }

    private static SummaryStatistics statistics(DoubleStream values) {
        SummaryStatistics statistics = new SummaryStatistics();
        values.filter(value -> !Double.isNaN(value)).forEach(statistics::addValue);
        return statistics;
    }

    private static double mean(SummaryStatistics statistics) {
        return statistics.getN() == 0 ? Double.NaN : statistics.getMean();
    }

    private static double standardError(SummaryStatistics statistics) {
        return statistics.getStandardDeviation() / Math.sqrt((double) statistics.getN());
    }

    /** The mean of paired differences. */
    static Mean ofDifferences(double[] first, double[] second) {
        double[] differences = new double[first.length];
        Arrays.setAll(differences, index -> first[index] - second[index]);
        return of(Arrays.stream(differences));
    }

    /** With two decimal places. */
    String plain() {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f ± %.2f", value, standardError);
    }

    /** In per cent, with one decimal place and the confidence interval. */
    String percentWithInterval() {
        return Double.isNaN(value)
                ? "–"
                : String.format(
                        Locale.ROOT, "%.1f (%.1f to %.1f)", 100 * value, 100 * interval.low(), 100 * interval.high());
    }

    /** In per cent, with one decimal place. */
    String percent() {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f ± %.1f", 100 * value, 100 * standardError);
    }
}
