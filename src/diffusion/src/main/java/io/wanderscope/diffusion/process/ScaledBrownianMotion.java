package io.wanderscope.diffusion.process;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Scaled Brownian motion: independent Gaussian displacements of variance t^α − (t − 1)^α, which make the mean squared
 * displacement since time 0 equal to t^α per axis. The first point is at t = 1.
 */
public final class ScaledBrownianMotion implements DiffusionProcess {
    private final ContinuousSampler gaussian;
    private final IntegerPowers powers = new IntegerPowers();

    /** Draws everything from the given sampler of zero mean and unit variance. */
    public ScaledBrownianMotion(ContinuousSampler gaussian) {
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, int substeps, double[] dx, double[] dy) {
        // Time in substeps, so that the powers are those of integers; the first point is at t = 1, that is, one frame.
        double[] meanSquare = powers.of(exponent, dx.length + substeps + 1);
        double perFrame = Math.pow(substeps, -exponent);
        for (int step = 0; step < dx.length; step++) {
            double sd = Math.sqrt(perFrame * (meanSquare[step + substeps + 1] - meanSquare[step + substeps]));
            dx[step] = sd * gaussian.sample();
            dy[step] = sd * gaussian.sample();
        }
    }
}
