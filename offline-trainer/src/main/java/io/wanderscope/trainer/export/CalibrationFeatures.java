package io.wanderscope.trainer.export;

import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/**
 * What a calibration may depend on: the number of points n, the localisation noise u that the network estimates, and whether
 * the noise was given to it. With l = ln(n / 100) and k = 1 if the noise was given, otherwise 0, the features are 1, l, l², u,
 * u², l·u, k, k·l, k·u, k·l·u, k·u².
 */
final class CalibrationFeatures {
    /** Number of features. */
    static final int COUNT = 11;

    private static final float REFERENCE_POINTS = 100;
    private static final float MAX_NOISE = 2;

    private CalibrationFeatures() {}

    /** The features of a trajectory, {@value #COUNT} numbers. */
    static double[] of(int points, double noise, boolean noiseKnown) {
        double length = Math.log(points / REFERENCE_POINTS);
        double bounded = Math.max(0, Math.min(MAX_NOISE, noise));
        double known = noiseKnown ? 1 : 0;
        return new double[] {
            1,
            length,
            length * length,
            bounded,
            bounded * bounded,
            length * bounded,
            known,
            known * length,
            known * bounded,
            known * length * bounded,
            known * bounded * bounded
        };
    }

    /**
     * Adds the features, [batch, features].
     *
     * @param noise the network's estimate of the localisation noise, not negative, [batch, 1]
     */
    static FloatTensor add(Graph graph, ModelInputs inputs, FloatTensor noise) {
        FloatTensor length =
                inputs.lengths().toFloats().dividedBy(REFERENCE_POINTS).log().unsqueeze(1);
        FloatTensor bounded = noise.minus(noise.minus(MAX_NOISE).relu());
        FloatTensor known = inputs.imaging()
                .slice(1, 0, 1)
                .greaterThan(ModelContract.UNKNOWN / 2f)
                .toFloats();
        FloatTensor one = length.times(0f).plus(1);
        return graph.concat(
                1,
                one,
                length,
                length.square(),
                bounded,
                bounded.square(),
                length.times(bounded),
                known,
                known.times(length),
                known.times(bounded),
                known.times(length).times(bounded),
                known.times(bounded.square()));
    }

    /** The scalar product of features with coefficients. */
    static double dot(double[] features, double[] coefficients, int first) {
        double sum = 0;
        for (int feature = 0; feature < COUNT; feature++) {
            sum += features[feature] * coefficients[first + feature];
        }
        return sum;
    }
}
