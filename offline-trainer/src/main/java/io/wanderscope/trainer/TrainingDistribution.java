package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.simulation.LabelledTrajectory;
import io.wanderscope.trainer.simulation.Rotation;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What the network trains on, every trajectory drawn fresh: models in equal shares; lengths uniform, a share of them
 * uniform in the logarithm, since most tracks of living cells are short; a share with localisation noise, whose
 * standard deviation is uniform from 0; a share with frames missing, filled the way the stream fills them; a random
 * orientation. The same seed gives the same sequence.
 */
final class TrainingDistribution {
    private final TrainingConfiguration.Data data;
    private final TrajectorySimulator simulator;
    private final UniformRandomProvider uniform;

    TrainingDistribution(TrainingConfiguration.Data data, long seed) {
        this.data = data;
        this.simulator = TrajectorySimulator.withSeed(seed);
        this.uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(~seed);
    }

    LabelledTrajectory next() {
        DiffusionModel model = DiffusionModel.ofClassIndex(uniform.nextInt(DiffusionModel.values().length));
        double exponent = simulator.drawExponent(model);
        Trajectory clean = simulator.simulate(model, exponent, drawPoints());
        Trajectory seen = chosen(data.noisyShare())
                ? simulator.withLocalisationNoise(clean, data.maximumNoise() * uniform.nextDouble())
                : clean;
        Trajectory tracked = chosen(data.gappyShare()) ? withGaps(seen) : seen;
        return new LabelledTrajectory(Rotation.byAngle(2 * Math.PI * uniform.nextDouble(), tracked), model, exponent);
    }

    private boolean chosen(double share) {
        return uniform.nextDouble() < share;
    }

    private int drawPoints() {
        int minimum = data.minimumPoints();
        int maximum = data.maximumPoints();
        if (chosen(data.logarithmicShare())) {
            return (int) Math.round(minimum * Math.pow((double) maximum / minimum, uniform.nextDouble()));
        }
        return minimum + uniform.nextInt(maximum - minimum + 1);
    }

    /** Frames are missing independently; the first and the last are there, as they are of every observed track. */
    private Trajectory withGaps(Trajectory trajectory) {
        double missing = data.maximumMissing() * uniform.nextDouble();
        int last = trajectory.size() - 1;
        int[] frames = IntStream.rangeClosed(0, last)
                .filter(frame -> frame == 0 || frame == last || !chosen(missing))
                .toArray();
        return Trajectory.interpolated(
                frames,
                Arrays.stream(frames).mapToDouble(trajectory::x).toArray(),
                Arrays.stream(frames).mapToDouble(trajectory::y).toArray());
    }
}
