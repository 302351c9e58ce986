package io.wanderscope.diffusion.process;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Brownian motion of unit variance per axis and frame, and a drift of constant speed v, so that the mean squared displacement
 * in the plane is 2 t + (v t)² (Qian, Sheetz and Elson, Biophysical Journal 60, 910 (1991), with D = 1/2). The direction of the
 * drift may turn at a constant rate, as on a circle.
 */
public final class DriftingBrownianMotion {
    private final ContinuousSampler gaussian;

    /** Draws everything from the given sampler of zero mean and unit variance. */
    public DriftingBrownianMotion(ContinuousSampler gaussian) {
        this.gaussian = gaussian;
    }

    /**
     * Draws the positions of one trajectory in the plane, from the origin; the drift begins along x.
     *
     * @param speed drift per frame
     * @param turning angle by which the drift turns per frame, counter-clockwise, in radians
     * @param substeps steps per frame, at least 1
     * @param x receives the positions along x
     * @param y receives the positions along y; as long as {@code x}
     */
    public void path(double speed, double turning, int substeps, double[] x, double[] y) {
        double sd = Math.sqrt(1.0 / substeps);
        double half = turning / substeps / 2;
        // The chord of the arc that the drift describes in one step.
        double chord = speed / substeps * (half == 0 ? 1 : Math.sin(half) / half);
        x[0] = 0;
        y[0] = 0;
        for (int step = 1; step < x.length; step++) {
            double direction = (2 * step - 1) * half;
            x[step] = x[step - 1] + chord * Math.cos(direction) + sd * gaussian.sample();
            y[step] = y[step - 1] + chord * Math.sin(direction) + sd * gaussian.sample();
        }
    }
}
