package io.wanderscope.trainer.study;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Spearman's rank correlation of two maps of one trajectory.
 *
 * @param signed of their weights, −1 to 1
 * @param unsigned of their unsigned maps, see {@link UnsignedMap}, −1 to 1
 */
record RankCorrelation(double signed, double unsigned) {
    /** Compares two maps of as many points; NaN if all weights of one are equal. */
    static RankCorrelation of(double[] first, double[] second) {
        return new RankCorrelation(spearman(first, second), spearman(UnsignedMap.of(first), UnsignedMap.of(second)));
    }

    /** Compares two maps whose weights have no sign, as they are. */
    static RankCorrelation ofUnsigned(double[] first, double[] second) {
        double correlation = spearman(first, second);
        return new RankCorrelation(correlation, correlation);
    }

    private static double spearman(double[] first, double[] second) {
        return new SpearmansCorrelation().correlation(first, second);
    }
}
