package io.wanderscope.diffusion;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Simulates Brownian particles of given diffusion coefficients as a camera sees them. Unlike {@link TrajectorySimulator} it does not
 * rescale: how far a particle moved is what matters. Not thread-safe.
 */
public final class BrownianSimulator {
    private static final int SUBSTEPS = 16;

    private final ContinuousSampler gaussian;
    private final CameraSimulator cameras;

    private BrownianSimulator(UniformRandomProvider uniform) {
        gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        cameras = new CameraSimulator(uniform, gaussian);
    }

    /** Creates a simulator whose draws all follow from the seed. */
    public static BrownianSimulator withSeed(long seed) {
        return new BrownianSimulator(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
    }

    /**
     * Simulates a track.
     *
     * @param diffusionCoefficient in squares of the unit of length per frame, 0 or more
     * @param points number of points, 1 or more
     * @param camera whose lengths are in the unit of length
     */
    public ObservedTrajectory observe(double diffusionCoefficient, int points, Camera camera) {
        int steps = (points - 1) * SUBSTEPS + CameraSimulator.openSubsteps(camera, SUBSTEPS);
        double deviation = Math.sqrt(2 * diffusionCoefficient / SUBSTEPS);
        return cameras.look(camera, path(deviation, steps), path(deviation, steps), SUBSTEPS, points);
    }

    private double[] path(double deviation, int steps) {
        double[] path = new double[steps + 1];
        for (int step = 1; step <= steps; step++) {
            path[step] = path[step - 1] + deviation * gaussian.sample();
        }
        return path;
    }
}
