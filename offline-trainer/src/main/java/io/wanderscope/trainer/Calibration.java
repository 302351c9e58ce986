package io.wanderscope.trainer;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.export.Temperature;
import io.wanderscope.trainer.simulation.LabelledTrajectory;
import io.wanderscope.trainer.simulation.Seeds;
import io.wanderscope.trainer.simulation.TestSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Finds the temperature that makes a classifier's probabilities most likely on held-out simulations over all lengths
 * and levels of noise, drawn from seeds that neither training nor tests use.
 */
final class Calibration {
    private static final long CALIBRATION_SEEDS = 0x6361_6c69_6272_6174L;
    private static final int BATCH = 256;
    private static final int MOST_EVALUATIONS = 2000;
    private static final double TOLERANCE = 1e-7;
    /** A network that knows nothing would have itself divided by infinity. */
    private static final double LARGEST_LOGARITHM = Math.log(10);

    private static final double FIRST_STEP = 0.1;
    private static final double SMALLEST_PROBABILITY = 1e-30;
    /** Temperatures are rounded, so that a last digit of a probability does not make another model. */
    private static final double PLACES = 1e4;

    private final List<Scores> held = new ArrayList<>();

    /** Logarithms of the probabilities of one trajectory, which are class scores but for a constant. */
    @SuppressWarnings("ArrayRecordComponent") // read here only
    private record Scores(double[] logarithms, int model, int points) {
        double loss(Temperature temperature) {
            double divisor = temperature.at(points);
            double sum = 0;
            for (double logarithm : logarithms) {
                sum += Math.exp((logarithm - logarithms[model]) / divisor);
            }
            return Math.log(sum);
        }
    }

    private Calibration() {}

    /**
     * The temperature for a classifier that has none.
     *
     * @param seed the run's seed, which the held-out sets follow from
     * @param trajectories trajectories of each held-out set; there is one for each of {@link TestSet#all}
     */
    static Temperature of(TrajectoryClassifier classifier, long seed, int trajectories) {
        Calibration calibration = new Calibration();
        for (TestSet set : TestSet.all(heldOutSeed(seed), trajectories)) {
            calibration.hold(classifier, set);
        }
        return calibration.best();
    }

    static long heldOutSeed(long seed) {
        return Seeds.derive(seed ^ CALIBRATION_SEEDS, 0);
    }

    private void hold(TrajectoryClassifier classifier, TestSet set) {
        List<LabelledTrajectory> batch = new ArrayList<>();
        set.forEach(each -> {
            batch.add(each);
            if (batch.size() == BATCH) {
                holdBatch(classifier, batch);
            }
        });
        holdBatch(classifier, batch);
    }

    private void holdBatch(TrajectoryClassifier classifier, List<LabelledTrajectory> batch) {
        List<Classification> said = classifier.classify(
                batch.stream().map(LabelledTrajectory::trajectory).toList());
        for (int index = 0; index < batch.size(); index++) {
            double[] logarithms = new double[DiffusionModel.values().length];
            for (DiffusionModel model : DiffusionModel.values()) {
                logarithms[model.classIndex()] =
                        Math.log(Math.max(SMALLEST_PROBABILITY, said.get(index).probability(model)));
            }
            held.add(new Scores(
                    logarithms,
                    batch.get(index).model().classIndex(),
                    batch.get(index).trajectory().size()));
        }
        batch.clear();
    }

    private Temperature best() {
        double[] found = new SimplexOptimizer(TOLERANCE, TOLERANCE)
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        GoalType.MINIMIZE,
                        new InitialGuess(new double[2]),
                        new NelderMeadSimplex(2, FIRST_STEP),
                        new ObjectiveFunction(place -> loss(temperature(place))))
                .getPoint();
        Temperature best = temperature(found);
        return new Temperature(
                Math.round(best.logarithm() * PLACES) / PLACES, Math.round(best.slope() * PLACES) / PLACES);
    }

    private static Temperature temperature(double[] place) {
        return new Temperature(bounded(place[0], LARGEST_LOGARITHM), bounded(place[1], 1));
    }

    private static double bounded(double value, double largest) {
        return Math.max(-largest, Math.min(largest, value));
    }

    private double loss(Temperature temperature) {
        return held.stream().mapToDouble(each -> each.loss(temperature)).sum() / held.size();
    }
}
