package io.wanderscope.trainer.likelihood;

/**
 * Displacements of a stationary process, such as fractional Brownian motion.
 *
 * @param autocovariance autocovariance of the process's own displacements at lags 0, 1, …, one for each displacement
 * @param recorded the same of the recorded displacements
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CorrelatedDisplacements(double[] autocovariance, double[] recorded) implements GaussianDisplacements {
    /**
     * Fractional Gaussian noise: γ(t) = (|t + 1|^α − 2|t|^α + |t − 1|^α) / 2. Between averages of the path with weights w over the
     * substeps u, the autocovariance is the sum of w(u) w(v) γ(t + v − u).
     */
    static CorrelatedDisplacements ofFractionalMotion(double exponent, int count, Recording recording) {
        int substeps = recording.substeps();
        double[] powers = powers(exponent, (count + 1) * substeps + recording.openSubsteps(), substeps);
        double[] autocovariance = new double[count];
        for (int lag = 0; lag < count; lag++) {
            autocovariance[lag] = fractionalNoise(powers, lag * substeps, substeps);
        }
        if (recording.openSubsteps() == 0) {
            return new CorrelatedDisplacements(autocovariance, autocovariance);
        }
        double[] products = products(recording.weights());
        double[] recorded = new double[count];
        for (int lag = 0; lag < count; lag++) {
            recorded[lag] = products[0] * autocovariance[lag];
            for (int shift = 1; shift < products.length; shift++) {
                recorded[lag] += products[shift]
                        * (fractionalNoise(powers, lag * substeps + shift, substeps)
                                + fractionalNoise(powers, lag * substeps - shift, substeps));
            }
        }
        return new CorrelatedDisplacements(autocovariance, recorded);
    }

    /** Powers (k / substeps)^α of k = 0, 1, … up to a number. */
    private static double[] powers(double exponent, int largest, int substeps) {
        double[] powers = new double[largest + 1];
        for (int index = 0; index <= largest; index++) {
            powers[index] = Math.pow((double) index / substeps, exponent);
        }
        return powers;
    }

    /** γ at a lag in substeps. */
    private static double fractionalNoise(double[] powers, int lag, int substeps) {
        return (powers[Math.abs(lag + substeps)] - 2 * powers[Math.abs(lag)] + powers[Math.abs(lag - substeps)]) / 2;
    }

    /** Sums of the products of weights that are 0, 1, … apart. */
    private static double[] products(double[] weights) {
        double[] products = new double[weights.length];
        for (int shift = 0; shift < weights.length; shift++) {
            for (int index = shift; index < weights.length; index++) {
                products[shift] += weights[index] * weights[index - shift];
            }
        }
        return products;
    }

    @Override
    public Covariance covariance(double scale, double noise, CausalConvolution convolution) {
        double[] row = new double[recorded.length];
        for (int lag = 0; lag < row.length; lag++) {
            row[lag] = scale * recorded[lag];
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
