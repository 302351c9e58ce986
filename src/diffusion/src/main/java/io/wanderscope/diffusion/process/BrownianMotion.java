package io.wanderscope.diffusion.process;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** Brownian motion: independent Gaussian displacements of unit variance per axis and frame. Ignores the exponent, which is 1. */
public final class BrownianMotion implements DiffusionProcess {
    private final ContinuousSampler gaussian;

    /** Draws everything from the given sampler of zero mean and unit variance. */
    public BrownianMotion(ContinuousSampler gaussian) {
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, int substeps, double[] dx, double[] dy) {
        double sd = Math.sqrt(1.0 / substeps);
        for (int step = 0; step < dx.length; step++) {
            dx[step] = sd * gaussian.sample();
            dy[step] = sd * gaussian.sample();
        }
    }
}
