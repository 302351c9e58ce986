package io.wanderscope.trainer.study;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Brings features to a mean of 0 and a standard deviation of 1. A feature that is always the same becomes 0.
 *
 * @param means mean of each feature
 * @param deviations standard deviation of each feature; 1 where it is 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Standardisation(double[] means, double[] deviations) {
    /** That of the features of these tracks. */
    static Standardisation of(LabelledFeatures tracks) {
        double[] means = new double[tracks.width()];
        double[] deviations = new double[means.length];
        for (int feature = 0; feature < means.length; feature++) {
            SummaryStatistics statistics = new SummaryStatistics();
            for (double[] features : tracks.features()) {
                statistics.addValue(features[feature]);
            }
            means[feature] = statistics.getMean();
            deviations[feature] = statistics.getMax() > statistics.getMin() ? statistics.getStandardDeviation() : 1;
        }
        return new Standardisation(means, deviations);
    }

    /** The standardised features of a track. */
    double[] apply(double[] features) {
        double[] standardised = new double[features.length];
        for (int feature = 0; feature < standardised.length; feature++) {
            standardised[feature] = (features[feature] - means[feature]) / deviations[feature];
        }
        return standardised;
    }
}
