package io.wanderscope.diffusion.population;

import java.util.Arrays;

/**
 * Variance and covariance of the displacements of Brownian particles, seen with motion blur; see {@code BrownianFit}.
 *
 * @param blur R of the exposure, 0 to 1/6
 */
record BrownianDisplacements(double blur) {
    /** The likelihoods of diffusion coefficients that share a noise variance per unit of time. */
    StateArray stateArray(DisplacementCells cells, double[] diffusionCoefficients, double noise) {
        double[] noises = new double[diffusionCoefficients.length];
        Arrays.fill(noises, noise);
        return stateArray(cells, diffusionCoefficients, noises);
    }

    /** The likelihoods of pairs of diffusion coefficient and noise variance per unit of time. */
    StateArray stateArray(DisplacementCells cells, double[] diffusionCoefficients, double[] noises) {
        double[] variances = new double[noises.length];
        double[] covariances = new double[noises.length];
        for (int state = 0; state < noises.length; state++) {
            variances[state] = 2 * diffusionCoefficients[state] * (1 - 2 * blur) + 2 * noises[state];
            covariances[state] = 2 * diffusionCoefficients[state] * blur - noises[state];
        }
        return new StateArray(cells, variances, covariances);
    }
}
