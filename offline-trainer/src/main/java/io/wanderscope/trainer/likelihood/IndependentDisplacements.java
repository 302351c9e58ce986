package io.wanderscope.trainer.likelihood;

/**
 * Independent displacements, such as those of scaled Brownian motion. Motion blur correlates each with the next.
 *
 * @param variances variance of each of the process's own displacements
 * @param recorded variance of each recorded displacement
 * @param covariances covariance of each recorded displacement with the one before; the first is not used
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IndependentDisplacements(double[] variances, double[] recorded, double[] covariances)
        implements GaussianDisplacements {
    /**
     * Scaled Brownian motion whose process is one frame old at its first point: over a time from t to t', the variance
     * is t'^α − t^α. With α = 1 it is Brownian motion.
     */
    static IndependentDisplacements ofScaledMotion(double exponent, int count, Recording recording) {
        int substeps = recording.substeps();
        double[] fine = fineVariances(exponent, count * substeps + recording.openSubsteps(), recording);
        double[] weights = recording.displacementWeights();
        double[] variances = new double[count];
        double[] recorded = new double[count];
        double[] covariances = new double[count];
        for (int step = 0; step < count; step++) {
            int first = step * substeps;
            for (int substep = 0; substep < weights.length; substep++) {
                variances[step] += substep < substeps ? fine[first + substep] : 0;
                recorded[step] += weights[substep] * weights[substep] * fine[first + substep];
                if (step > 0 && substep + substeps < weights.length) {
                    covariances[step] += weights[substep] * weights[substep + substeps] * fine[first + substep];
                }
            }
        }
        return new IndependentDisplacements(variances, recorded, covariances);
    }

    /** Variance of the path's displacement over each substep. */
    private static double[] fineVariances(double exponent, int count, Recording recording) {
        double[] variances = new double[count];
        double start = recording.age() + 1.0;
        double before = Math.pow(start, exponent);
        for (int substep = 0; substep < count; substep++) {
            double after = Math.pow(start + (substep + 1.0) / recording.substeps(), exponent);
            variances[substep] = after - before;
            before = after;
        }
        return variances;
    }

    @Override
    public Covariance covariance(double scale, double noise, CausalConvolution convolution) {
        double[] diagonal = new double[recorded.length];
        double[] offDiagonal = new double[recorded.length];
        for (int step = 0; step < diagonal.length; step++) {
            diagonal[step] = scale * recorded[step] + 2 * noise * noise;
            offDiagonal[step] = scale * covariances[step] - noise * noise;
        }
        return TridiagonalCovariance.of(diagonal, offDiagonal);
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
