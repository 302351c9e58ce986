package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A test set that follows the paper's protocol: equal shares of the models, exponents uniform in the model's range,
 * lengths uniform between two bounds, and one level of localisation noise. Every iteration simulates the same trajectories
 * afresh, so a large set takes no memory.
 *
 * @param name what the set tests, for reports
 * @param seed seed of every random draw; training uses other seeds
 * @param trajectories number of trajectories
 * @param minimumPoints shortest length, in points
 * @param maximumPoints longest length, in points
 * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
 */
public record TestSet(String name, long seed, int trajectories, int minimumPoints, int maximumPoints, double noise) {
    private static final long TEST_SEEDS = 0x7465_7374_2073_6574L;

    /**
     * A test with lengths uniform between 10 and 1000 points.
     *
     * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
     */
    public static TestSet varyingLengths(long seed, int trajectories, double noise) {
        String suffix = noise == 0 ? "no noise" : "noise " + noise;
        return new TestSet("lengths 10-1000, " + suffix, seedOf(seed, noise), trajectories, 10, 1000, noise);
    }

    /** A test with 1000 points per trajectory and no noise. */
    public static TestSet fixedLength(long seed, int trajectories) {
        return new TestSet("1000 points, no noise", seedOf(seed, -1), trajectories, 1000, 1000, 0);
    }

    /**
     * The five tests of a model's accuracy: lengths 10 to 1000 without noise, 1000 points without noise, and lengths
     * 10 to 1000 with noise 0.1, 0.5 and 1.
     *
     * @param seed seed of every random draw
     * @param trajectories number of trajectories in each test
     */
    public static List<TestSet> all(long seed, int trajectories) {
        return List.of(
                varyingLengths(seed, trajectories, 0),
                fixedLength(seed, trajectories),
                varyingLengths(seed, trajectories, 0.1),
                varyingLengths(seed, trajectories, 0.5),
                varyingLengths(seed, trajectories, 1));
    }

    /** Keeps test data apart from training data, even when both come from the same seed. */
    private static long seedOf(long seed, double variant) {
        return Seeds.derive(seed ^ TEST_SEEDS, Double.doubleToLongBits(variant));
    }

    /** Simulates the trajectories of the set one by one. */
    public void forEach(Consumer<LabelledTrajectory> consumer) {
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(seed);
        UniformRandomProvider uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(Seeds.derive(seed, 1));
        for (int index = 0; index < trajectories; index++) {
            DiffusionModel model = DiffusionModel.ofClassIndex(index % DiffusionModel.values().length);
            int points = minimumPoints + uniform.nextInt(maximumPoints - minimumPoints + 1);
            double exponent = simulator.drawExponent(model);
            Trajectory clean = simulator.simulate(model, exponent, points);
            consumer.accept(new LabelledTrajectory(simulator.withLocalisationNoise(clean, noise), model, exponent));
        }
    }
}
