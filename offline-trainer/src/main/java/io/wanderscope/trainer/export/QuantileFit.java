package io.wanderscope.trainer.export;

import java.util.List;

/**
 * Quantile regression (Koenker and Bassett, Econometrica 46, 33 (1978)): coefficients of features whose sum a value falls below
 * with a given probability. The kink of the loss is rounded off, so that it can be minimised by its gradient.
 */
final class QuantileFit {
    private static final double ROUNDING = 0.02;

    private QuantileFit() {}

    /**
     * A value with its features.
     *
     * @param features the features, of which the first is 1
     * @param value the value
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sample(double[] features, double value) {}

    /** Fits the quantile of a level, 0 to 1. */
    static double[] fit(double level, List<Sample> samples) {
        int count = samples.get(0).features().length;
        double[] start = new double[count];
        start[0] = samples.stream()
                .mapToDouble(Sample::value)
                .sorted()
                .skip((long) (level * samples.size()))
                .findFirst()
                .orElse(0);
        double[] change = Minimiser.minimise(count, (coefficients, gradient) -> {
            double loss = 0;
            for (Sample sample : samples) {
                loss += loss(level, sample, start[0], coefficients, gradient) / samples.size();
            }
            for (int index = 0; index < gradient.length; index++) {
                gradient[index] /= samples.size();
            }
            return loss;
        });
        change[0] += start[0];
        return change;
    }

    private static double loss(double level, Sample sample, double start, double[] coefficients, double[] gradient) {
        double[] features = sample.features();
        double excess = sample.value() - start;
        for (int feature = 0; feature < features.length; feature++) {
            excess -= features[feature] * coefficients[feature];
        }
        double soft = Math.sqrt(excess * excess + ROUNDING * ROUNDING);
        double slope = (level - 0.5) + 0.5 * excess / soft;
        for (int feature = 0; feature < features.length; feature++) {
            gradient[feature] -= slope * features[feature];
        }
        return (level - 0.5) * excess + 0.5 * soft;
    }
}
