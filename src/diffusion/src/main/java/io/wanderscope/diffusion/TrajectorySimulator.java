package io.wanderscope.diffusion;

import io.wanderscope.diffusion.process.AnnealedTransientTimeMotion;
import io.wanderscope.diffusion.process.BrownianMotion;
import io.wanderscope.diffusion.process.ContinuousTimeRandomWalk;
import io.wanderscope.diffusion.process.DiffusionProcess;
import io.wanderscope.diffusion.process.FractionalBrownianMotion;
import io.wanderscope.diffusion.process.LevyWalk;
import io.wanderscope.diffusion.process.ScaledBrownianMotion;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Simulates trajectories of the eight diffusion models in the plane. It follows the conventions of the AnDi challenge
 * (Muñoz-Gil et al., Nature Communications 12, 6253 (2021)): points at unit time steps, a start at the origin, and each
 * axis rescaled so that its displacements have unit standard deviation.
 *
 * <p>The same seed and the same calls give the same trajectories. Not thread-safe: use one simulator per thread.
 */
public final class TrajectorySimulator {
    /** Below this ratio of standard deviation to mean, all displacements along an axis are equal up to rounding. */
    private static final double CONSTANT_DISPLACEMENT = 1e-9;

    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;
    private final Map<DiffusionModel, DiffusionProcess> processes = new EnumMap<>(DiffusionModel.class);

    private TrajectorySimulator(UniformRandomProvider uniform) {
        this.uniform = uniform;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        DiffusionProcess fractional = new FractionalBrownianMotion(gaussian);
        DiffusionProcess scaled = new ScaledBrownianMotion(gaussian);
        processes.put(DiffusionModel.ATTM, new AnnealedTransientTimeMotion(uniform, gaussian));
        processes.put(DiffusionModel.CTRW, new ContinuousTimeRandomWalk(uniform, gaussian));
        processes.put(DiffusionModel.SUB_FBM, fractional);
        processes.put(DiffusionModel.SUB_SBM, scaled);
        processes.put(DiffusionModel.SUPER_FBM, fractional);
        processes.put(DiffusionModel.LEVY_WALK, new LevyWalk(uniform));
        processes.put(DiffusionModel.SUPER_SBM, scaled);
        processes.put(DiffusionModel.BROWNIAN, new BrownianMotion(gaussian));
    }

    /** Creates a simulator whose draws all follow from the seed. */
    public static TrajectorySimulator withSeed(long seed) {
        return new TrajectorySimulator(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
    }

    /** Draws an anomalous exponent uniformly from the model's range. */
    public double drawExponent(DiffusionModel model) {
        return model.minimumExponent() + (model.maximumExponent() - model.minimumExponent()) * uniform.nextDouble();
    }

    /**
     * Simulates one trajectory without localisation noise. A trajectory that never moves along one of the axes is drawn
     * again. An axis whose displacements are all equal, as in a single flight, is scaled to unit displacement.
     *
     * @param exponent anomalous exponent α, within the model's range
     * @param points number of points, at least 3
     * @throws IllegalArgumentException if the exponent or the number of points is out of range
     */
    public Trajectory simulate(DiffusionModel model, double exponent, int points) {
        requireInRange(model, exponent, points);
        double[] dx = new double[points - 1];
        double[] dy = new double[points - 1];
        DiffusionProcess process = Objects.requireNonNull(processes.get(model));
        do {
            process.displacements(exponent, dx, dy);
        } while (isStill(dx) || isStill(dy));
        return Trajectory.owning(rescaledPath(dx), rescaledPath(dy));
    }

    private static void requireInRange(DiffusionModel model, double exponent, int points) {
        if (!(exponent >= model.minimumExponent() && exponent <= model.maximumExponent())) {
            throw new IllegalArgumentException("the anomalous exponent of " + model + " must be from "
                    + model.minimumExponent() + " to " + model.maximumExponent() + ", got " + exponent);
        }
        if (points < 3) {
            throw new IllegalArgumentException("a simulated trajectory needs at least 3 points, got " + points);
        }
    }

    private static boolean isStill(double[] displacements) {
        for (double displacement : displacements) {
            if (displacement != 0) {
                return false;
            }
        }
        return true;
    }

    private static double[] rescaledPath(double[] displacements) {
        double scale = 1 / displacementScale(displacements);
        double[] path = new double[displacements.length + 1];
        for (int step = 0; step < displacements.length; step++) {
            path[step + 1] = path[step] + scale * displacements[step];
        }
        return path;
    }

    private static double displacementScale(double[] displacements) {
        double mean = 0;
        for (double displacement : displacements) {
            mean += displacement / displacements.length;
        }
        double variance = 0;
        for (double displacement : displacements) {
            variance += (displacement - mean) * (displacement - mean) / displacements.length;
        }
        double sd = Math.sqrt(variance);
        return sd > CONSTANT_DISPLACEMENT * Math.abs(mean) ? sd : Math.abs(mean);
    }

    /**
     * Returns the trajectory as a tracker would see it, with independent Gaussian noise added to every coordinate.
     *
     * @param standardDeviation standard deviation of the noise in the trajectory's unit of length, not negative; for a
     *     simulated trajectory, whose displacements have unit standard deviation, the inverse of the signal-to-noise
     *     ratio
     */
    public Trajectory withLocalisationNoise(Trajectory trajectory, double standardDeviation) {
        if (!(standardDeviation >= 0)) {
            throw new IllegalArgumentException(
                    "the standard deviation of localisation noise must not be negative, got " + standardDeviation);
        }
        double[] x = new double[trajectory.size()];
        double[] y = new double[trajectory.size()];
        for (int point = 0; point < x.length; point++) {
            x[point] = trajectory.x(point) + standardDeviation * gaussian.sample();
            y[point] = trajectory.y(point) + standardDeviation * gaussian.sample();
        }
        return Trajectory.owning(x, y);
    }
}
