package io.wanderscope.diffusion;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Simulates trajectories of the eight diffusion models in the plane, by the conventions of the AnDi challenge
 * (Muñoz-Gil et al., Nature Communications 12, 6253 (2021)): T points at unit time steps, start at the origin, each
 * axis rescaled to unit standard deviation of its displacements.
 *
 * <p>The same seed and the same calls give the same trajectories. Not thread-safe: each thread has its own.
 */
public final class TrajectorySimulator {
    /** Below this ratio of standard deviation to mean an axis moves by one constant displacement, up to rounding. */
    private static final double CONSTANT_DISPLACEMENT = 1e-9;

    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;
    private final Map<DiffusionModel, DiffusionProcess> processes = new EnumMap<>(DiffusionModel.class);

    private TrajectorySimulator(UniformRandomProvider uniform) {
        this.uniform = uniform;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        DiffusionProcess fractional = new FractionalBrownianMotion(gaussian);
        DiffusionProcess scaled = new ScaledBrownianMotion(gaussian);
        processes.put(DiffusionModel.ATTM, new AnnealedTransientTime(uniform, gaussian));
        processes.put(DiffusionModel.CTRW, new ContinuousTimeRandomWalk(uniform, gaussian));
        processes.put(DiffusionModel.SUB_FBM, fractional);
        processes.put(DiffusionModel.SUB_SBM, scaled);
        processes.put(DiffusionModel.SUPER_FBM, fractional);
        processes.put(DiffusionModel.LEVY_WALK, new LevyWalk(uniform));
        processes.put(DiffusionModel.SUPER_SBM, scaled);
        processes.put(DiffusionModel.BROWNIAN, new BrownianMotion(gaussian));
    }

    /** A simulator whose every draw follows from the seed. */
    public static TrajectorySimulator withSeed(long seed) {
        return new TrajectorySimulator(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
    }

    /** Draws an anomalous exponent uniformly from the model's range. */
    public double drawExponent(DiffusionModel model) {
        return model.minimumExponent() + (model.maximumExponent() - model.minimumExponent()) * uniform.nextDouble();
    }

    /**
     * Simulates one trajectory without localisation noise. A trajectory that never moves along one of the axes is drawn
     * again; an axis of one constant displacement, such as that of a single flight, is scaled to unit displacement.
     *
     * @param exponent anomalous exponent α, within the model's range
     * @param points number of points, at least 3
     * @throws IllegalArgumentException when the exponent or the number of points is out of range
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
            throw new IllegalArgumentException(model + " is simulated with an anomalous exponent from "
                    + model.minimumExponent() + " to " + model.maximumExponent() + ", got " + exponent);
        }
        if (points < 3) {
            throw new IllegalArgumentException("a simulated trajectory has at least 3 points, got " + points);
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
        double deviation = Math.sqrt(variance);
        return deviation > CONSTANT_DISPLACEMENT * Math.abs(mean) ? deviation : Math.abs(mean);
    }

    /**
     * The trajectory as a tracker would see it: independent Gaussian noise added to every coordinate.
     *
     * @param standardDeviation standard deviation of the noise in the trajectory's unit of length, not negative; of a
     *     simulated trajectory, whose displacements have unit s.d., it is the inverse signal-to-noise ratio
     */
    public Trajectory withLocalisationNoise(Trajectory trajectory, double standardDeviation) {
        if (!(standardDeviation >= 0)) {
            throw new IllegalArgumentException("localisation noise is not negative, got " + standardDeviation);
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
