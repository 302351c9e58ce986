package io.wanderscope.diffusion.process;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** Brownian motion: independent Gaussian displacements of unit variance per axis. Ignores the exponent, which is 1. */
public final class BrownianMotion implements DiffusionProcess {
    private final ContinuousSampler gaussian;

    /** Draws everything from the given sampler of zero mean and unit variance. */
    public BrownianMotion(ContinuousSampler gaussian) {
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, double[] dx, double[] dy) {
        for (int step = 0; step < dx.length; step++) {
            dx[step] = gaussian.sample();
            dy[step] = gaussian.sample();
        }
    }
}
