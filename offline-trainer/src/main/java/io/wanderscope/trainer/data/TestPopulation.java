package io.wanderscope.trainer.data;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.TrajectorySimulator;
import io.wanderscope.trainer.data.TestSet.Simulator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A population of short tracks whose composition is known: 10 to 30 points, localisation noise of 0.3 standard deviations of the
 * displacements, recorded at an instant.
 *
 * @param shares expected share of each model, which add up to 1; models that are left out have none
 */
public record TestPopulation(Map<DiffusionModel, Double> shares) {
    /** Fewest points of a track. */
    public static final int SHORTEST = 10;
    /** Most points of a track. */
    public static final int LONGEST = 30;
    /** Localisation noise in standard deviations of the displacements. */
    public static final double NOISE = 0.3;

    private static final double ROUNDING = 1e-9;

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if the shares do not add up to 1
     */
    public TestPopulation {
        shares = Map.copyOf(shares);
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("the shares of a population must add up to 1, got " + sum);
        }
    }

    /** Compositions that are hard to tell from each other. */
    public static List<TestPopulation> all() {
        return List.of(
                equalShares(),
                new TestPopulation(Map.of(DiffusionModel.BROWNIAN, 1.0)),
                new TestPopulation(Map.of(DiffusionModel.SUB_FBM, 0.5, DiffusionModel.BROWNIAN, 0.5)),
                new TestPopulation(Map.of(DiffusionModel.CTRW, 0.7, DiffusionModel.BROWNIAN, 0.3)),
                new TestPopulation(Map.of(
                        DiffusionModel.SUB_FBM, 0.4, DiffusionModel.SUPER_FBM, 0.3, DiffusionModel.BROWNIAN, 0.3)),
                new TestPopulation(Map.of(
                        DiffusionModel.ATTM,
                        0.25,
                        DiffusionModel.SUB_SBM,
                        0.25,
                        DiffusionModel.LEVY_WALK,
                        0.25,
                        DiffusionModel.SUPER_SBM,
                        0.25)));
    }

    private static TestPopulation equalShares() {
        Map<DiffusionModel, Double> shares = new EnumMap<>(DiffusionModel.class);
        for (DiffusionModel model : DiffusionModel.values()) {
            shares.put(model, 1.0 / DiffusionModel.values().length);
        }
        return new TestPopulation(shares);
    }

    /** Its composition in words, such as {@code 50 % SUB_FBM + 50 % BROWNIAN}. */
    public String name() {
        return shares.size() == DiffusionModel.values().length
                ? "equal shares"
                : shares.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> Math.round(100 * each.getValue()) + " % " + each.getKey())
                        .collect(Collectors.joining(" + "));
    }

    /**
     * Draws a population; the same arguments give the same.
     *
     * @param seed seed of every random draw; the confusion of a model is simulated with others
     * @param tracks number of tracks, whose models are drawn
     */
    public List<LabelledTrajectory> draw(long seed, int tracks, Simulator simulator) {
        SplittableRandom random = new SplittableRandom(seed);
        ReferenceSimulator independent = new ReferenceSimulator(random.nextLong());
        TrajectorySimulator training = TrajectorySimulator.withSeed(random.nextLong());
        List<LabelledTrajectory> drawn = new ArrayList<>();
        for (int track = 0; track < tracks; track++) {
            DiffusionModel model = drawModel(random);
            int points = random.nextInt(SHORTEST, LONGEST + 1);
            double exponent = training.drawExponent(model);
            Trajectory path = simulator == Simulator.INDEPENDENT
                    ? independent.simulate(model, exponent, points, NOISE)
                    : training.withLocalisationNoise(training.simulate(model, exponent, points), NOISE);
            drawn.add(LabelledTrajectory.ofModel(ObservedTrajectory.complete(path), model, exponent, NOISE));
        }
        return drawn;
    }

    private DiffusionModel drawModel(SplittableRandom random) {
        double left = random.nextDouble();
        DiffusionModel last = DiffusionModel.BROWNIAN;
        for (DiffusionModel model : DiffusionModel.values()) {
            double share = shares.getOrDefault(model, 0.0);
            if (share > 0) {
                last = model;
                left -= share;
            }
            if (left < 0) {
                return model;
            }
        }
        return last;
    }
}
