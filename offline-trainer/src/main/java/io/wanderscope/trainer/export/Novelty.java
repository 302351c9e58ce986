package io.wanderscope.trainer.export;

import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/**
 * How unfamiliar a trajectory is: the Mahalanobis distance of its pooled features from those of held-out simulations of the same
 * length (Lee et al., arXiv 1807.03888), divided by the distance that one in 200 of those exceeds. Mean and that distance depend
 * on l = ln(n / 100) through 1, l and l².
 *
 * @param features number of pooled features
 * @param mean coefficients of the mean, [3, features], flat
 * @param whitening matrix that turns features into uncorrelated ones of unit variance, [features, features], flat
 * @param logDistance coefficients of the logarithm of the distance that one in 200 exceeds, 3 numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Novelty(int features, double[] mean, double[] whitening, double[] logDistance) {
    /** Number of powers of l. */
    static final int POWERS = 3;

    /** Distance from 0, for a network that has not been calibrated. */
    static Novelty none(int features) {
        double[] identity = new double[features * features];
        for (int feature = 0; feature < features; feature++) {
            identity[feature * features + feature] = 1;
        }
        return new Novelty(features, new double[POWERS * features], identity, new double[POWERS]);
    }

    /**
     * Adds the novelty, [batch].
     *
     * @param pooled [batch, features]
     * @param calibration the calibration's features, which begin with the powers of l
     */
    FloatTensor add(Graph graph, FloatTensor pooled, FloatTensor calibration) {
        FloatTensor powers = calibration.slice(1, 0, POWERS);
        FloatTensor expected = powers.matMul(graph.floats("novelty.mean", mean, POWERS, features));
        FloatTensor white =
                pooled.minus(expected).matMul(graph.floats("novelty.whitening", whitening, features, features));
        FloatTensor distance = white.square().sum(1).sqrt();
        FloatTensor scale = powers.matMul(graph.floats("novelty.distance", logDistance, POWERS, 1))
                .exp();
        return distance.dividedBy(scale).squeeze(1).named(ModelContract.NOVELTY);
    }
}
