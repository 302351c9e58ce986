package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.OtherMotion;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.diffusion.population.ClassConfusion.Recording;
import io.wanderscope.trainer.configuration.DataConfiguration;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Simulates complete tracks of a given kind of motion in a given recording. What else the motion has, such as its exponent or the
 * size of its trap, is drawn as in training. Processes are not older than their tracks. The same seed gives the same sequence. Not
 * thread-safe.
 */
public final class KindSimulator {
    /** Steps per frame of a path that is seen with motion blur or meets walls. */
    private static final int SUBSTEPS = 8;

    private final double imagingError;
    private final TrajectorySimulator simulator;
    private final OtherMotionDraws others;
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    /** Creates the simulator for a seed. */
    public KindSimulator(DataConfiguration data, long seed) {
        this.imagingError = data.imagingError();
        this.simulator = TrajectorySimulator.withSeed(seed);
        this.uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(~seed);
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        this.others = new OtherMotionDraws(data.families(), uniform);
    }

    /** Draws a number of points, log-uniform between two bounds, both included. */
    public int drawPoints(int shortest, int longest) {
        double ratio = (longest + 0.5) / (shortest - 0.5);
        return (int) Math.round((shortest - 0.5) * Math.pow(ratio, uniform.nextDouble()));
    }

    /** A track of one of the eight models. */
    public ObservedTrajectory ofModel(DiffusionModel model, int points, Recording recording) {
        return ofModel(model, points, camera(recording));
    }

    private ObservedTrajectory ofModel(DiffusionModel model, int points, Camera camera) {
        return simulator.observe(model, simulator.drawExponent(model), sampling(points, camera.exposure() > 0), camera);
    }

    /**
     * A track of another family.
     *
     * @throws IllegalArgumentException if it is that of the models
     */
    public ObservedTrajectory ofFamily(MotionFamily family, int points, Recording recording) {
        Camera camera = camera(recording);
        return switch (family) {
            case DIFFUSION_MODEL -> throw new IllegalArgumentException("a track of the models needs one of them");
            case ARTEFACT -> ofModel(drawModel(), points, others.faulty(camera));
            // Its unit of length is arbitrary.
            case IMMOBILE -> other(new OtherMotion.Immobile(), points, camera.withNoise(1));
            case CONFINED -> other(others.confinement(), points, camera);
            case DIRECTED -> other(others.drift(), points, camera);
            case SWITCHING -> other(others.switching(points), points, camera);
        };
    }

    private DiffusionModel drawModel() {
        return DiffusionModel.ofClassIndex(uniform.nextInt(DiffusionModel.values().length));
    }

    private ObservedTrajectory other(OtherMotion motion, int points, Camera camera) {
        boolean fine = camera.exposure() > 0 || motion instanceof OtherMotion.ReflectingDisc;
        return simulator.observe(motion, sampling(points, fine), camera);
    }

    private static Camera camera(Recording recording) {
        return Camera.IDEAL.withExposure(recording.exposure()).withNoise(recording.noise());
    }

    private Sampling sampling(int points, boolean fine) {
        return new Sampling(points, 0, fine ? SUBSTEPS : 1, 2 * Math.PI * uniform.nextDouble());
    }

    /** The track with its imaging conditions known, its localisation noise about as well as in training. */
    public ObservedTrajectory known(ObservedTrajectory track, MotionFamily family, Recording recording) {
        double noise = family == MotionFamily.IMMOBILE ? 1 : recording.noise();
        return track.withImaging(new ImagingConditions(
                OptionalDouble.of(noise * Math.exp(imagingError * gaussian.sample())),
                OptionalDouble.of(recording.exposure())));
    }
}
