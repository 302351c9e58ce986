package io.wanderscope.diffusion;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Continuous-time random walk: the walker holds its position for a wait of density α w^(−1−α), w ≥ 1, then jumps by a
 * unit Gaussian per axis, and is seen at integer times.
 */
final class ContinuousTimeRandomWalk implements DiffusionProcess {
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    ContinuousTimeRandomWalk(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.uniform = uniform;
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, double[] dx, double[] dy) {
        Arrays.fill(dx, 0);
        Arrays.fill(dy, 0);
        double jumpTime = HeavyTail.duration(uniform, exponent);
        while (jumpTime <= dx.length) {
            // A jump at time t shows first at the frame that is not before t.
            int step = (int) Math.ceil(jumpTime) - 1;
            dx[step] += gaussian.sample();
            dy[step] += gaussian.sample();
            jumpTime += HeavyTail.duration(uniform, exponent);
        }
    }
}
