package io.wanderscope.diffusion.process;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Continuous-time random walk: the walker waits for a time w ≥ 1 of density α w^(−1−α), then jumps by a Gaussian of unit
 * variance along each axis. It is observed at integer times.
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
    public void displacements(double exponent, double[] dx, double[] dy) {
        Arrays.fill(dx, 0);
        Arrays.fill(dy, 0);
        double jumpTime = HeavyTail.duration(uniform, exponent);
        while (jumpTime <= dx.length) {
            // A jump at time t first shows in the first frame at or after t.
            int step = (int) Math.ceil(jumpTime) - 1;
            dx[step] += gaussian.sample();
            dy[step] += gaussian.sample();
            jumpTime += HeavyTail.duration(uniform, exponent);
        }
    }
}
