package io.wanderscope.diffusion.process;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Brownian motion in a harmonic potential about the origin (Uhlenbeck and Ornstein, Physical Review 36, 823 (1930)). Free,
 * it would make displacements of unit variance per axis and frame; with a relaxation time τ its positions have the variance
 * τ/2, and the mean squared displacement per axis is τ (1 − e^(−t/τ)). The discretisation is exact: x(t + h) is e^(−h/τ) x(t)
 * and a Gaussian of variance τ/2 (1 − e^(−2h/τ)) (Gillespie, Physical Review E 54, 2084 (1996)).
 */
public final class OrnsteinUhlenbeckProcess {
    private final ContinuousSampler gaussian;

    /** Draws everything from the given sampler of zero mean and unit variance. */
    public OrnsteinUhlenbeckProcess(ContinuousSampler gaussian) {
        this.gaussian = gaussian;
    }

    /**
     * Draws the positions of one trajectory in the plane, in equilibrium from the start.
     *
     * @param relaxationTime relaxation time τ in frames, above 0
     * @param substeps steps per frame, at least 1
     * @param x receives the positions along x
     * @param y receives the positions along y; as long as {@code x}
     */
    public void path(double relaxationTime, int substeps, double[] x, double[] y) {
        double step = 1 / (relaxationTime * substeps);
        double decay = Math.exp(-step);
        double equilibrium = Math.sqrt(relaxationTime / 2);
        double sd = equilibrium * Math.sqrt(-Math.expm1(-2 * step));
        x[0] = equilibrium * gaussian.sample();
        y[0] = equilibrium * gaussian.sample();
        for (int position = 1; position < x.length; position++) {
            x[position] = decay * x[position - 1] + sd * gaussian.sample();
            y[position] = decay * y[position - 1] + sd * gaussian.sample();
        }
    }
}
