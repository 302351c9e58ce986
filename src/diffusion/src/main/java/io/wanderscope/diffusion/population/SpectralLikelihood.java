package io.wanderscope.diffusion.population;

/**
 * The likelihood of independent Gaussian combinations of displacements with variances {@code K λ + ν}: {@code K} the mean square
 * of a displacement without noise, {@code ν} that which noise adds.
 */
final class SpectralLikelihood {
    private static final int ITERATIONS = 50;

    /** The likelihood is flat where it is largest, so that it is far more precise than {@code K}. */
    private static final double PRECISION = 1e-5;

    private final double[] eigenvalues;
    private final double[] squares;
    private final double segments;

    /**
     * Takes ownership of the arrays.
     *
     * @param eigenvalues λ, above 0
     * @param squares of the combinations, summed over the segments and both axes; 0 or more, and one of them above
     * @param segments number of segments, above 0
     */
    SpectralLikelihood(double[] eigenvalues, double[] squares, double segments) {
        this.eigenvalues = eigenvalues;
        this.squares = squares;
        this.segments = segments;
    }

    /** Logarithm of the likelihood at the best {@code K} of 0 or more. */
    double largest(double noise) {
        return at(motion(noise), noise);
    }

    private double at(double motion, double noise) {
        double sum = 0;
        for (int k = 0; k < squares.length; k++) {
            double variance = motion * eigenvalues[k] + noise;
            sum -= segments * Math.log(variance) + squares[k] / (2 * variance);
        }
        return sum;
    }

    /** By Fisher scoring: each step is a mean of what the combinations say, weighted for the variances of the step before. */
    private double motion(double noise) {
        double motion = 0;
        for (int k = 0; k < squares.length; k++) {
            motion += squares[k] / (2 * segments * squares.length * eigenvalues[k]);
        }
        for (int iteration = 0; noise > 0 && iteration < ITERATIONS; iteration++) {
            double better = better(motion, noise);
            boolean isClose = Math.abs(better - motion) <= PRECISION * (motion + noise);
            motion = better;
            if (isClose) {
                break;
            }
        }
        return motion;
    }

    private double better(double motion, double noise) {
        double sum = 0;
        double weights = 0;
        for (int k = 0; k < squares.length; k++) {
            double weight = eigenvalues[k] / (motion * eigenvalues[k] + noise);
            sum += weight * weight * (squares[k] / (2 * segments) - noise) / eigenvalues[k];
            weights += weight * weight;
        }
        return Math.max(0, sum / weights);
    }
}
