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
 * @param simulator which implementation of the processes draws the trajectories
 */
public record TestSet(
        String name,
        long seed,
        int trajectories,
        int minimumPoints,
        int maximumPoints,
        double noise,
        Simulator simulator) {
    /** The two implementations of the processes. */
    public enum Simulator {
        /** The one that training uses. */
        TRAINING,
        /** An independent one, which shares no code with it. */
        INDEPENDENT
    }

    private static final List<Integer> CELL_POINTS = List.of(10, 20, 30, 50, 100, 300, 1000);
    private static final List<Double> CELL_NOISE = List.of(0.0, 0.25, 0.5, 1.0);
    private static final long TEST_SEEDS = 0x7465_7374_2073_6574L;

    /**
     * A test with lengths uniform between 10 and 1000 points.
     *
     * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
     */
    public static TestSet varyingLengths(long seed, int trajectories, double noise) {
        String suffix = noise == 0 ? "no noise" : "noise " + noise;
        return new TestSet(
                "lengths 10-1000, " + suffix, seedOf(seed, noise), trajectories, 10, 1000, noise, Simulator.TRAINING);
    }

    /** A test with 1000 points per trajectory and no noise. */
    public static TestSet fixedLength(long seed, int trajectories) {
        return new TestSet("1000 points, no noise", seedOf(seed, -1), trajectories, 1000, 1000, 0, Simulator.TRAINING);
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

    /** The tests of {@link #all} on trajectories of the independent simulator. */
    public static List<TestSet> allIndependent(long seed, int trajectories) {
        return all(seed, trajectories).stream().map(TestSet::independent).toList();
    }

    /**
     * The cells of calibration by length and noise: 10, 20, 30, 50, 100, 300 and 1000 points, each with noise 0, 0.25, 0.5 and
     * 1, on trajectories of the independent simulator.
     *
     * @param trajectories number of trajectories in each cell
     */
    public static List<TestSet> allCells(long seed, int trajectories) {
        return CELL_POINTS.stream()
                .flatMap(points -> CELL_NOISE.stream().map(noise -> cell(seed, trajectories, points, noise)))
                .toList();
    }

    /** One length and one level of noise, on trajectories of the independent simulator. */
    public static TestSet cell(long seed, int trajectories, int points, double noise) {
        return lengths(seed, trajectories, points, points, noise);
    }

    /** Lengths uniform between two bounds and one level of noise, on trajectories of the independent simulator. */
    public static TestSet lengths(long seed, int trajectories, int minimumPoints, int maximumPoints, double noise) {
        String points = minimumPoints == maximumPoints ? "" + minimumPoints : minimumPoints + "-" + maximumPoints;
        return new TestSet(
                points + " points, noise " + noise,
                Seeds.derive(seedOf(seed, noise), maximumPoints),
                trajectories,
                minimumPoints,
                maximumPoints,
                noise,
                Simulator.INDEPENDENT);
    }

    /** Keeps test data apart from training data, even when both come from the same seed. */
    private static long seedOf(long seed, double variant) {
        return Seeds.derive(seed ^ TEST_SEEDS, Double.doubleToLongBits(variant));
    }

    /** The same test on trajectories of the independent simulator. */
    public TestSet independent() {
        return new TestSet(name, seed, trajectories, minimumPoints, maximumPoints, noise, Simulator.INDEPENDENT);
    }

    /** Simulates the trajectories of the set one by one. */
    public void forEach(Consumer<LabelledTrajectory> consumer) {
        if (simulator == Simulator.INDEPENDENT) {
            forEachIndependent(consumer);
        } else {
            forEachOfTraining(consumer);
        }
    }

    private void forEachIndependent(Consumer<LabelledTrajectory> consumer) {
        ReferenceSimulator reference = new ReferenceSimulator(seed);
        for (int index = 0; index < trajectories; index++) {
            DiffusionModel model = modelOf(index);
            double exponent = reference.drawExponent(model);
            int points = reference.drawPoints(minimumPoints, maximumPoints);
            consumer.accept(LabelledTrajectory.ofModel(
                    reference.simulate(model, exponent, points, noise), model, exponent, noise));
        }
    }

    private void forEachOfTraining(Consumer<LabelledTrajectory> consumer) {
        TrajectorySimulator training = TrajectorySimulator.withSeed(seed);
        UniformRandomProvider uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(Seeds.derive(seed, 1));
        for (int index = 0; index < trajectories; index++) {
            DiffusionModel model = modelOf(index);
            int points = minimumPoints + uniform.nextInt(maximumPoints - minimumPoints + 1);
            double exponent = training.drawExponent(model);
            Trajectory clean = training.simulate(model, exponent, points);
            consumer.accept(
                    LabelledTrajectory.ofModel(training.withLocalisationNoise(clean, noise), model, exponent, noise));
        }
    }

    private static DiffusionModel modelOf(int index) {
        return DiffusionModel.ofClassIndex(index % DiffusionModel.values().length);
    }
}
