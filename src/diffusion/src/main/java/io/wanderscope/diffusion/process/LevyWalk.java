package io.wanderscope.diffusion.process;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Lévy walk: straight flights in directions uniform on the circle, all at one speed drawn from U(0, 10) per trajectory.
 * The duration of a flight has a power-law tail of exponent σ = 3 − α and is rounded down to whole steps.
 */
public final class LevyWalk implements DiffusionProcess {
    private static final double MAXIMUM_SPEED = 10;

    private final UniformRandomProvider uniform;

    /** Draws everything from the given source. */
    public LevyWalk(UniformRandomProvider uniform) {
        this.uniform = uniform;
    }

    @Override
    public void displacements(double exponent, int substeps, double[] dx, double[] dy) {
        double speed = MAXIMUM_SPEED * (1 - uniform.nextDouble()) / substeps;
        int step = 0;
        while (step < dx.length) {
            int end =
                    (int) Math.min(dx.length, step + Math.floor(substeps * HeavyTail.duration(uniform, 3 - exponent)));
            double direction = 2 * Math.PI * uniform.nextDouble();
            double alongX = speed * Math.cos(direction);
            double alongY = speed * Math.sin(direction);
            for (; step < end; step++) {
                dx[step] = alongX;
                dy[step] = alongY;
            }
        }
    }
}
