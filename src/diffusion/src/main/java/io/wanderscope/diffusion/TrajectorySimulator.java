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
 * Simulates trajectories of the eight diffusion models, and of motions outside them, in the plane. For the models it follows the conventions of the AnDi challenge
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
    private final CameraSimulator cameras;
    private final OtherMotionSimulator others;
    private final Map<DiffusionModel, DiffusionProcess> processes = new EnumMap<>(DiffusionModel.class);

    private TrajectorySimulator(UniformRandomProvider uniform) {
        this.uniform = uniform;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        this.cameras = new CameraSimulator(uniform, gaussian);
        this.others = new OtherMotionSimulator(uniform, gaussian);
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
        return observe(model, exponent, Sampling.frameByFrame(points), Camera.IDEAL)
                .trajectory();
    }

    /**
     * Simulates one trajectory as a camera and a tracker see it. The particle may have moved before the camera found it: of
     * a process that ages, the track is then a later part.
     *
     * @param exponent anomalous exponent α, within the model's range
     * @throws IllegalArgumentException if the exponent is out of range
     */
    public ObservedTrajectory observe(DiffusionModel model, double exponent, Sampling sampling, Camera camera) {
        requireInRange(model, exponent);
        int substeps = sampling.substeps();
        int points = sampling.points();
        int skipped = sampling.age() * substeps;
        int needed = (points - 1) * substeps + CameraSimulator.openSubsteps(camera, substeps);
        double[] dx = new double[skipped + needed];
        double[] dy = new double[skipped + needed];
        DiffusionProcess process = Objects.requireNonNull(processes.get(model));
        double[] x;
        double[] y;
        do {
            process.displacements(exponent, substeps, dx, dy);
            x = path(dx, skipped);
            y = path(dy, skipped);
        } while (isStill(perFrame(x, substeps, points)) || isStill(perFrame(y, substeps, points)));
        rescale(x, 1 / displacementScale(perFrame(x, substeps, points)));
        rescale(y, 1 / displacementScale(perFrame(y, substeps, points)));
        turn(x, y, sampling.orientation());
        return cameras.look(camera, x, y, substeps, points);
    }

    /**
     * Simulates one trajectory of a motion outside the eight models as a camera and a tracker see it. It is not rescaled: its
     * unit of length is that of {@link OtherMotion}, and so is the camera's. Walls reflect at every substep, so use several of
     * them per frame.
     *
     * @throws IllegalArgumentException if the particle is immobile and the camera has no localisation noise
     */
    public ObservedTrajectory observe(OtherMotion motion, Sampling sampling, Camera camera) {
        if (motion instanceof OtherMotion.Immobile && camera.noise() == 0 && camera.lastNoise() == 0) {
            throw new IllegalArgumentException(
                    "the camera's noise must be above 0 for an immobile particle, whose positions are all equal without it");
        }
        int substeps = sampling.substeps();
        int steps = (sampling.points() - 1) * substeps + CameraSimulator.openSubsteps(camera, substeps);
        double[] x = new double[steps + 1];
        double[] y = new double[steps + 1];
        others.draw(motion, sampling, x, y);
        turn(x, y, sampling.orientation());
        return cameras.look(camera, x, y, substeps, sampling.points());
    }

    private static void turn(double[] x, double[] y, double angle) {
        if (angle == 0) {
            return;
        }
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int step = 0; step < x.length; step++) {
            double turned = cosine * x[step] - sine * y[step];
            y[step] = sine * x[step] + cosine * y[step];
            x[step] = turned;
        }
    }

    /** The path from the origin along the displacements after the skipped ones. */
    private static double[] path(double[] displacements, int skipped) {
        double[] path = new double[displacements.length - skipped + 1];
        for (int step = 1; step < path.length; step++) {
            path[step] = path[step - 1] + displacements[skipped + step - 1];
        }
        return path;
    }

    /** Displacements from each frame to the next. */
    private static double[] perFrame(double[] path, int substeps, int points) {
        double[] displacements = new double[points - 1];
        for (int step = 0; step < displacements.length; step++) {
            displacements[step] = path[(step + 1) * substeps] - path[step * substeps];
        }
        return displacements;
    }

    private static void rescale(double[] path, double factor) {
        for (int step = 0; step < path.length; step++) {
            path[step] *= factor;
        }
    }

    private static void requireInRange(DiffusionModel model, double exponent) {
        if (!(exponent >= model.minimumExponent() && exponent <= model.maximumExponent())) {
            throw new IllegalArgumentException("the anomalous exponent of " + model + " must be from "
                    + model.minimumExponent() + " to " + model.maximumExponent() + ", got " + exponent);
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
