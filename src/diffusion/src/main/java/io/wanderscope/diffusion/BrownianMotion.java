package io.wanderscope.diffusion;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** Brownian motion: independent Gaussian displacements of unit variance per axis. The exponent is 1 and not used. */
final class BrownianMotion implements DiffusionProcess {
    private final ContinuousSampler gaussian;

    BrownianMotion(ContinuousSampler gaussian) {
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
