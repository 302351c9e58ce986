package io.wanderscope.trainer.limit;

/**
 * Displacements of a stationary process, such as fractional Brownian motion.
 *
 * @param autocovariance autocovariance at lags 0, 1, …, one for each displacement
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CorrelatedDisplacements(double[] autocovariance) implements GaussianDisplacements {
    /** Fractional Gaussian noise: γ(k) = (|k + 1|^α − 2|k|^α + |k − 1|^α) / 2. */
    static CorrelatedDisplacements ofFractionalMotion(double exponent, int count) {
        double[] autocovariance = new double[count];
        for (int lag = 0; lag < count; lag++) {
            autocovariance[lag] = (Math.pow(lag + 1.0, exponent)
                            - 2 * Math.pow(lag, exponent)
                            + Math.pow(Math.abs(lag - 1.0), exponent))
                    / 2;
        }
        return new CorrelatedDisplacements(autocovariance);
    }

    @Override
    public Covariance covariance(double scale, double noise, CausalConvolution convolution) {
        double[] row = new double[autocovariance.length];
        for (int lag = 0; lag < row.length; lag++) {
            row[lag] = scale * autocovariance[lag];
        }
        row[0] += 2 * noise * noise;
        if (row.length > 1) {
            row[1] -= noise * noise;
        }
        return ToeplitzCovariance.of(row, convolution);
    }

    @Override
    public SampleVariance sampleVariance() {
        int count = autocovariance.length;
        double squares = count * autocovariance[0] * autocovariance[0];
        for (int lag = 1; lag < count; lag++) {
            squares += 2 * (count - lag) * autocovariance[lag] * autocovariance[lag];
        }
        return SampleVariance.of(count * autocovariance[0], squares, rowSums());
    }

    private double[] rowSums() {
        int count = autocovariance.length;
        double[] sums = new double[count];
        for (int lag = 0; lag < count; lag++) {
            sums[0] += autocovariance[lag];
        }
        for (int row = 1; row < count; row++) {
            sums[row] = sums[row - 1] + autocovariance[row] - autocovariance[count - row];
        }
        return sums;
    }
}
