package io.wanderscope.trainer.study;

import java.util.List;

/**
 * A linear classifier on standardised features of a frozen layer (Alain and Bengio, Understanding intermediate layers using linear
 * classifier probes, arXiv 1610.01644): what it tells apart is in the features, ready to be read off.
 *
 * @param standardisation what the features go through first
 * @param regression the classifier
 * @param penalty penalty of its weights
 */
record LinearProbe(Standardisation standardisation, SoftmaxRegression regression, double penalty) {
    /** From strong to weak, so that each fit begins near its end. */
    private static final List<Double> PENALTIES = List.of(1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5);

    /**
     * Fits a probe to some tracks. The penalty is that of six powers of ten, from 1 to 0.00001, which gives the largest likelihood on
     * other tracks.
     *
     * @param classes number of classes
     */
    static LinearProbe of(LabelledFeatures training, LabelledFeatures validation, int classes) {
        Standardisation standardisation = Standardisation.of(training);
        LabelledFeatures fitted = training.map(standardisation::apply);
        LabelledFeatures tried = validation.map(standardisation::apply);
        SoftmaxRegression regression = SoftmaxRegression.uniform(training.width(), classes);
        LinearProbe best = new LinearProbe(standardisation, regression, Double.POSITIVE_INFINITY);
        for (double penalty : PENALTIES) {
            regression = SoftmaxFit.of(fitted, regression, penalty);
            if (regression.logLoss(tried) < best.regression().logLoss(tried)) {
                best = new LinearProbe(standardisation, regression, penalty);
            }
        }
        return best;
    }

    /** The most probable class of each track. */
    ClassAnswers answers(LabelledFeatures tracks) {
        return new ClassAnswers(tracks.classes(), regression.answers(tracks.map(standardisation::apply)));
    }
}
