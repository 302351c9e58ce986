package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.configuration.DataConfiguration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The distribution of the training data; every trajectory is simulated afresh. Models have equal shares. Lengths are
 * uniform, but log-uniform for a share of the trajectories, since most tracks in living cells are short. A share has
 * localisation noise with a standard deviation uniform from 0; a share has missing frames, which are filled as the
 * stream fills them. Orientations are random. The same seed gives the same sequence.
 */
public final class TrainingDistribution {
    private final DataConfiguration data;
    private final TrajectorySimulator simulator;
    private final UniformRandomProvider uniform;

    /** The distribution with a seed. */
    public TrainingDistribution(DataConfiguration data, long seed) {
        this.data = data;
        this.simulator = TrajectorySimulator.withSeed(seed);
        this.uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(~seed);
    }

    /** Draws a trajectory. */
    public LabelledTrajectory next() {
        DiffusionModel model = DiffusionModel.ofClassIndex(uniform.nextInt(DiffusionModel.values().length));
        double exponent = simulator.drawExponent(model);
        Trajectory clean = simulator.simulate(model, exponent, drawPoints());
        Trajectory noisy = chance(data.noisyShare())
                ? simulator.withLocalisationNoise(clean, data.maximumNoise() * uniform.nextDouble())
                : clean;
        Trajectory tracked = chance(data.gappyShare()) ? withGaps(noisy) : noisy;
        return new LabelledTrajectory(Rotation.byAngle(2 * Math.PI * uniform.nextDouble(), tracked), model, exponent);
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

    /** Drops frames independently, but never the first or the last, which every observed track has. */
    private Trajectory withGaps(Trajectory trajectory) {
        double missing = data.maximumMissing() * uniform.nextDouble();
        int last = trajectory.size() - 1;
        int[] frames = IntStream.rangeClosed(0, last)
                .filter(frame -> frame == 0 || frame == last || !chance(missing))
                .toArray();
        return Trajectory.interpolated(
                frames,
                Arrays.stream(frames).mapToDouble(trajectory::x).toArray(),
                Arrays.stream(frames).mapToDouble(trajectory::y).toArray());
    }
}
