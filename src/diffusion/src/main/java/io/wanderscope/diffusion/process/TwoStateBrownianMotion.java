package io.wanderscope.diffusion.process;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Brownian motion that switches between two diffusivities, as a particle that binds and unbinds (Das, Cairo and Coombs, PLoS
 * Computational Biology 5, e1000556 (2009)). Times in a state are exponential, and the states are in equilibrium: the share of
 * each in time is that of its mean dwell time. The faster state makes displacements of unit variance per axis and frame.
 * Given the times of the switches, a displacement is a Gaussian whose variance is the diffusivity integrated over the step,
 * so the discretisation is exact.
 */
public final class TwoStateBrownianMotion {
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    /** Draws everything from the given samplers; {@code gaussian} has zero mean and unit variance. */
    public TwoStateBrownianMotion(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.uniform = uniform;
        this.gaussian = gaussian;
    }

    /**
     * Draws the positions of one trajectory in the plane, from the origin, given that it switches.
     *
     * @param slowDiffusivity diffusivity of the slower state, as a share of that of the faster one
     * @param fastDwell mean time in the faster state, in frames
     * @param slowDwell mean time in the slower state, in frames
     * @param firstSwitchBefore time before which the first switch falls, in frames
     * @param substeps steps per frame, at least 1
     * @param x receives the positions along x
     * @param y receives the positions along y; as long as {@code x}
     */
    public void path(
            double slowDiffusivity,
            double fastDwell,
            double slowDwell,
            double firstSwitchBefore,
            int substeps,
            double[] x,
            double[] y) {
        boolean fast = startsFast(fastDwell, slowDwell, firstSwitchBefore);
        double nextSwitch = firstSwitch(fast ? fastDwell : slowDwell, firstSwitchBefore);
        x[0] = 0;
        y[0] = 0;
        for (int step = 1; step < x.length; step++) {
            double time = (step - 1.0) / substeps;
            double end = (double) step / substeps;
            double variance = 0;
            while (nextSwitch < end) {
                variance += (fast ? 1 : slowDiffusivity) * (nextSwitch - time);
                time = nextSwitch;
                fast = !fast;
                nextSwitch += (fast ? fastDwell : slowDwell) * -Math.log1p(-uniform.nextDouble());
            }
            variance += (fast ? 1 : slowDiffusivity) * (end - time);
            double sd = Math.sqrt(variance);
            x[step] = x[step - 1] + sd * gaussian.sample();
            y[step] = y[step - 1] + sd * gaussian.sample();
        }
    }

    /** Draws the first state from its probability in equilibrium, given that it ends in time. */
    private boolean startsFast(double fastDwell, double slowDwell, double before) {
        double fast = fastDwell * -Math.expm1(-before / fastDwell);
        double slow = slowDwell * -Math.expm1(-before / slowDwell);
        return uniform.nextDouble() * (fast + slow) < fast;
    }

    /** An exponential time, given that it ends in time, by inversion of its distribution function. */
    private double firstSwitch(double dwell, double before) {
        return -dwell * Math.log1p(uniform.nextDouble() * Math.expm1(-before / dwell));
    }
}
