package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Sampling;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.configuration.DataConfiguration;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The distribution of the training data; every trajectory is simulated afresh. Models have equal shares. Lengths are
 * uniform, but log-uniform for a share of the trajectories, since most tracks in living cells are short. What a camera
 * and a tracker do to a track (motion blur, localisation noise, rounding, missing frames, a wrong link), and a start
 * after that of the process, each befall a share of the trajectories; how much is uniform from none to a maximum.
 * Orientations are random. The same seed gives the same sequence.
 */
public final class TrainingDistribution {
    /** Steps per frame of a path that is seen with motion blur. */
    private static final int SUBSTEPS = 8;

    private final DataConfiguration data;
    private final TrajectorySimulator simulator;
    private final UniformRandomProvider uniform;

    /** Creates the distribution for a seed. */
    public TrainingDistribution(DataConfiguration data, long seed) {
        this.data = data;
        this.simulator = TrajectorySimulator.withSeed(seed);
        this.uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(~seed);
    }

    /** Draws a trajectory. */
    public LabelledTrajectory next() {
        DiffusionModel model = DiffusionModel.ofClassIndex(uniform.nextInt(DiffusionModel.values().length));
        double exponent = simulator.drawExponent(model);
        int points = drawPoints();
        int age = (int) Math.round(points * drawFor(data.agedShare(), data.maximumAge()));
        Camera camera = drawCamera();
        int substeps = camera.exposure() > 0 ? SUBSTEPS : 1;
        Sampling sampling = new Sampling(points, age, substeps, 2 * Math.PI * uniform.nextDouble());
        return new LabelledTrajectory(
                simulator.observe(model, exponent, sampling, camera).trajectory(), model, exponent);
    }

    private Camera drawCamera() {
        double noise = drawFor(data.noisyShare(), data.maximumNoise());
        boolean varies = chance(data.varyingNoiseShare());
        return Camera.IDEAL
                .withExposure(drawFor(data.blurredShare(), data.maximumExposure()))
                .withNoise(noise, noise * (varies ? 2 * uniform.nextDouble() : 1))
                .withGrid(drawFor(data.roundedShare(), data.maximumGrid()))
                .withGaps(drawFor(data.gappyShare(), data.maximumMissing()), data.longestGap())
                .withWrongLink(drawFor(data.wronglyLinkedShare(), data.maximumWrongLink()));
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
