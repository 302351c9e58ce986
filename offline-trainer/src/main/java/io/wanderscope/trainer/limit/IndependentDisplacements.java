package io.wanderscope.trainer.limit;

/**
 * Independent displacements, such as those of scaled Brownian motion.
 *
 * @param variances variance of each displacement
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IndependentDisplacements(double[] variances) implements GaussianDisplacements {
    /** Scaled Brownian motion whose first point is at t = 1: variances (k + 1)^α − k^α. With α = 1 it is Brownian motion. */
    static IndependentDisplacements ofScaledMotion(double exponent, int count) {
        double[] variances = new double[count];
        for (int step = 0; step < count; step++) {
            variances[step] = Math.pow(step + 2.0, exponent) - Math.pow(step + 1.0, exponent);
        }
        return new IndependentDisplacements(variances);
    }

    @Override
    public Covariance covariance(double scale, double noise, CausalConvolution convolution) {
        double[] diagonal = new double[variances.length];
        for (int step = 0; step < diagonal.length; step++) {
            diagonal[step] = scale * variances[step] + 2 * noise * noise;
        }
        return TridiagonalCovariance.of(diagonal, -noise * noise);
    }

    @Override
    public SampleVariance sampleVariance() {
        double trace = 0;
        double squares = 0;
        for (double variance : variances) {
            trace += variance;
            squares += variance * variance;
        }
        return SampleVariance.of(trace, squares, variances);
    }
}
