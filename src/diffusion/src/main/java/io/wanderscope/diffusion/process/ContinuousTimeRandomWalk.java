package io.wanderscope.diffusion.process;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Continuous-time random walk: the walker waits for a time w ≥ 1 of density α w^(−1−α), then jumps by a Gaussian of unit
 * variance along each axis. By the convention of the AnDi challenge, the position between two jumps at times t and u is
 * that of the points floor(t) … floor(u) − 1, so that a walk whose first wait is below 2 jumps in its first step.
 */
public final class ContinuousTimeRandomWalk implements DiffusionProcess {
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    /** Draws everything from the given samplers; {@code gaussian} has zero mean and unit variance. */
    public ContinuousTimeRandomWalk(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.uniform = uniform;
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, int substeps, double[] dx, double[] dy) {
        Arrays.fill(dx, 0);
        Arrays.fill(dy, 0);
        double jumpTime = substeps * HeavyTail.duration(uniform, exponent);
        while (jumpTime < dx.length + 1) {
            int step = (int) Math.floor(jumpTime) - 1;
            dx[step] += gaussian.sample();
            dy[step] += gaussian.sample();
            jumpTime += substeps * HeavyTail.duration(uniform, exponent);
        }
    }
}
