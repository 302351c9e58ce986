package io.wanderscope.diffusion.process;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Brownian motion within a reflecting circle about the origin. Free, it would make displacements of unit variance per axis
 * and frame. A step that meets the wall is reflected there as light is. Such steps leave the uniform distribution of the
 * positions exactly as it is, since reflection preserves volume in the space of positions and velocities (Liouville's
 * theorem); at a straight wall they are reflected Brownian motion itself, and at a curved one steps must be small against
 * the radius.
 */
public final class ReflectedBrownianMotion {
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    /** Draws everything from the given samplers; {@code gaussian} has zero mean and unit variance. */
    public ReflectedBrownianMotion(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.uniform = uniform;
        this.gaussian = gaussian;
    }

    /**
     * Draws the positions of one trajectory in the plane, the first uniform within the circle.
     *
     * @param radius radius of the circle, above 0
     * @param substeps steps per frame, at least 1
     * @param x receives the positions along x
     * @param y receives the positions along y; as long as {@code x}
     */
    public void path(double radius, int substeps, double[] x, double[] y) {
        double sd = Math.sqrt(1.0 / substeps);
        double distance = radius * Math.sqrt(uniform.nextDouble());
        double angle = 2 * Math.PI * uniform.nextDouble();
        x[0] = distance * Math.cos(angle);
        y[0] = distance * Math.sin(angle);
        for (int step = 1; step < x.length; step++) {
            x[step] = x[step - 1];
            y[step] = y[step - 1];
            move(radius, sd * gaussian.sample(), sd * gaussian.sample(), step, x, y);
        }
    }

    /** Moves one position along a displacement and its reflections. */
    private static void move(double radius, double dx, double dy, int position, double[] x, double[] y) {
        double left = Math.hypot(dx, dy);
        double directionX = dx / left;
        double directionY = dy / left;
        double toWall = toWall(radius, x[position], y[position], directionX, directionY);
        while (toWall < left) {
            x[position] += toWall * directionX;
            y[position] += toWall * directionY;
            left -= toWall;
            double outward = (x[position] * directionX + y[position] * directionY) / (radius * radius);
            directionX -= 2 * outward * x[position];
            directionY -= 2 * outward * y[position];
            toWall = toWall(radius, x[position], y[position], directionX, directionY);
        }
        x[position] += left * directionX;
        y[position] += left * directionY;
    }

    /** Distance to the circle along a unit vector, from a point within it or on it. */
    private static double toWall(double radius, double x, double y, double directionX, double directionY) {
        double outward = x * directionX + y * directionY;
        double inside = Math.max(0, radius * radius - x * x - y * y);
        return Math.sqrt(outward * outward + inside) - outward;
    }
}
