package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.OtherMotion;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.configuration.FamilyConfiguration;
import io.wanderscope.trainer.configuration.Range;
import io.wanderscope.trainer.likelihood.BestClassifier;
import io.wanderscope.trainer.likelihood.Recording;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The distribution of the training data; every trajectory is simulated afresh. Motions outside the eight models have a
 * share each, and the models share the rest equally. Lengths are uniform, but log-uniform for a share of the
 * trajectories, since most tracks in living cells are short. What a camera and a tracker do to a track (motion blur,
 * localisation noise, fine rounding, missing frames), and a start after that of the process, each befall a share of
 * the trajectories; how much is uniform from none to a maximum. The imaging conditions of a share of the trajectories
 * are known. Orientations are random. Short tracks of the Gaussian models say how probable each of these models is,
 * given the track and how it was recorded. The mean of these probabilities over tracks that look alike is that of the
 * models themselves, so the network learns the same from them, with less noise. The same seed gives the same sequence.
 */
public final class TrainingDistribution {
    /** Steps per frame of a path that is seen with motion blur or meets walls. */
    private static final int SUBSTEPS = 8;

    private final DataConfiguration data;
    private final FamilyConfiguration families;
    private final OtherMotionDraws others;
    private final TrajectorySimulator simulator;
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    /** Creates the distribution for a seed. */
    public TrainingDistribution(DataConfiguration data, long seed) {
        this.data = data;
        this.families = data.families();
        this.simulator = TrajectorySimulator.withSeed(seed);
        this.uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(~seed);
        this.others = new OtherMotionDraws(families, uniform);
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
    }

    /** Draws a trajectory. */
    public LabelledTrajectory next() {
        MotionFamily family = drawFamily();
        int points = drawPoints();
        return switch (family) {
            case DIFFUSION_MODEL -> ofModel(points);
            case ARTEFACT -> artefact(points);
            case IMMOBILE -> other(new OtherMotion.Immobile(), points, immobile(drawCamera()));
            case CONFINED -> other(others.confinement(), points, drawCamera());
            case DIRECTED -> other(others.drift(), points, drawCamera());
            case SWITCHING -> other(others.switching(points), points, drawCamera());
        };
    }

    private MotionFamily drawFamily() {
        double left = uniform.nextDouble();
        for (MotionFamily family : MotionFamily.values()) {
            left -= share(family);
            if (left < 0) {
                return family;
            }
        }
        return MotionFamily.DIFFUSION_MODEL;
    }

    private double share(MotionFamily family) {
        return switch (family) {
            // Whatever the others leave.
            case DIFFUSION_MODEL -> 0;
            case IMMOBILE -> families.immobileShare();
            case CONFINED -> families.confinedShare();
            case DIRECTED -> families.directedShare();
            case SWITCHING -> families.switchingShare();
            case ARTEFACT -> families.artefactShare();
        };
    }

    private LabelledTrajectory ofModel(int points) {
        DiffusionModel model = drawModel();
        double exponent = simulator.drawExponent(model);
        Camera camera = drawCamera();
        Sampling sampling = drawSampling(points, camera);
        LabelledTrajectory drawn = LabelledTrajectory.ofModel(
                observe(model, exponent, sampling, camera), model, exponent, meanNoise(camera));
        return hasKnownProbabilities(model, points, camera)
                ? drawn.withProbabilities(probabilities(drawn.trajectory(), sampling, camera))
                : drawn;
    }

    private boolean hasKnownProbabilities(DiffusionModel model, int points, Camera camera) {
        return points <= data.posteriorPoints()
                && BestClassifier.MODELS.contains(model)
                && camera.noise() == camera.lastNoise()
                && camera.grid() == 0
                && camera.missingShare() == 0;
    }

    /** The probability of each Gaussian model, given a track of one of them. */
    private static Map<DiffusionModel, Double> probabilities(Trajectory track, Sampling sampling, Camera camera) {
        int open = (int) Math.round(camera.exposure() * sampling.substeps());
        Recording recording = new Recording(sampling.age(), sampling.substeps(), open);
        // The simulator rescales the axes before it turns them.
        Trajectory straight = Rotation.byAngle(-sampling.orientation(), track);
        return BestClassifier.knowingTheRecording(track.size(), camera.noise(), recording)
                .probabilities(straight);
    }

    private LabelledTrajectory artefact(int points) {
        DiffusionModel model = drawModel();
        Camera camera = drawCamera();
        Camera faulty = others.faulty(camera);
        return LabelledTrajectory.ofFamily(
                observe(model, simulator.drawExponent(model), drawSampling(points, faulty), faulty),
                MotionFamily.ARTEFACT,
                meanNoise(faulty));
    }

    private LabelledTrajectory other(OtherMotion motion, int points, Camera camera) {
        boolean fine = camera.exposure() > 0 || motion instanceof OtherMotion.ReflectingDisc;
        Sampling sampling = new Sampling(points, 0, fine ? SUBSTEPS : 1, drawOrientation());
        ObservedTrajectory observed =
                simulator.observe(motion, sampling, camera).withImaging(drawKnown(camera));
        double noise = motion instanceof OtherMotion.Immobile ? Double.NaN : meanNoise(camera);
        return LabelledTrajectory.ofFamily(observed, motion.family(), noise);
    }

    private DiffusionModel drawModel() {
        return DiffusionModel.ofClassIndex(uniform.nextInt(DiffusionModel.values().length));
    }

    private Sampling drawSampling(int points, Camera camera) {
        int age = (int) Math.round(points * drawFor(data.agedShare(), data.maximumAge()));
        int substeps = camera.exposure() > 0 ? SUBSTEPS : 1;
        return new Sampling(points, age, substeps, drawOrientation());
    }

    private ObservedTrajectory observe(DiffusionModel model, double exponent, Sampling sampling, Camera camera) {
        return simulator.observe(model, exponent, sampling, camera).withImaging(drawKnown(camera));
    }

    private Camera drawCamera() {
        double noise = drawNoise();
        return Camera.IDEAL
                .withExposure(drawFor(data.blurredShare(), data.maximumExposure()))
                .withNoise(noise, drawLastNoise(noise))
                .withGrid(drawFor(data.roundedShare(), data.maximumGrid()))
                .withGaps(drawFor(data.gappyShare(), data.maximumMissing()), data.longestGap());
    }

    /** Strong noise is that of bound molecules which diffuse slowly: they move less than they seem to. */
    private double drawNoise() {
        double noise = drawFor(data.noisyShare(), data.maximumNoise());
        // Without a share nothing is drawn, so that runs without strong noise can be repeated.
        boolean isStrong = noise > 0 && data.strongNoiseShare() > 0 && chance(data.strongNoiseShare());
        return isStrong ? logUniform(data.strongNoise()) : noise;
    }

    private double drawLastNoise(double first) {
        return first * (chance(data.varyingNoiseShare()) ? 2 * uniform.nextDouble() : 1);
    }

    /** The camera with noise, whose size is arbitrary: without motion nothing can be compared with it. */
    private Camera immobile(Camera camera) {
        return camera.withNoise(1, drawLastNoise(1));
    }

    private static double meanNoise(Camera camera) {
        return (camera.noise() + camera.lastNoise()) / 2;
    }

    /** What is known of the imaging conditions: mostly both noise and exposure, else one of them; the unit of the positions is that of the camera. */
    private ImagingConditions drawKnown(Camera camera) {
        if (!chance(data.knownImagingShare())) {
            return ImagingConditions.UNKNOWN;
        }
        OptionalDouble noise = OptionalDouble.of(meanNoise(camera) * Math.exp(data.imagingError() * gaussian.sample()));
        OptionalDouble exposure = OptionalDouble.of(camera.exposure());
        return switch (uniform.nextInt(4)) {
            case 0, 1 -> new ImagingConditions(noise, exposure);
            case 2 -> new ImagingConditions(noise, OptionalDouble.empty());
            default -> new ImagingConditions(OptionalDouble.empty(), exposure);
        };
    }

    private double drawOrientation() {
        return 2 * Math.PI * uniform.nextDouble();
    }

    private double logUniform(Range range) {
        return range.logarithmic(uniform.nextDouble());
    }

    /** A value uniform from 0 to the largest for a share of the trajectories, 0 for the others. */
    private double drawFor(double share, double largest) {
        return chance(share) ? largest * uniform.nextDouble() : 0;
    }

    private boolean chance(double share) {
        return uniform.nextDouble() < share;
    }

    private int drawPoints() {
        int minimum = data.minimumPoints();
        int maximum = data.maximumPoints();
        if (chance(data.logarithmicShare())) {
            return (int) Math.round(minimum * Math.pow((double) maximum / minimum, uniform.nextDouble()));
        }
        return minimum + uniform.nextInt(maximum - minimum + 1);
    }
}
