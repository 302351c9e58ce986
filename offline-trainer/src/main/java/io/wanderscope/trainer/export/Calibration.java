package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Fits the temperature that maximises the likelihood of a classifier's probabilities on held-out simulations of all
 * lengths and noise levels. Training and tests use other seeds.
 */
final class Calibration {
    private static final long CALIBRATION_SEEDS = 0x6361_6c69_6272_6174L;
    private static final int BATCH = 256;
    private static final int MAX_EVALUATIONS = 2000;
    private static final double TOLERANCE = 1e-7;
    /** Bounds the fit: for an untrained network the best temperature is infinite. */
    private static final double MAX_LOGARITHM = Math.log(10);

    private static final double FIRST_STEP = 0.1;
    private static final double MIN_PROBABILITY = 1e-30;
    /** Rounding to 1/PLACES keeps the model file independent of the last digits of the probabilities. */
    private static final double PLACES = 1e4;

    private final List<Scores> heldOut = new ArrayList<>();

    /** Log-probabilities of one trajectory, which are its class scores up to a constant. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scores(double[] logProbabilities, int model, int points) {
        double loss(Temperature temperature) {
            double divisor = temperature.at(points);
            double sum = 0;
            for (double logProbability : logProbabilities) {
                sum += Math.exp((logProbability - logProbabilities[model]) / divisor);
            }
            return Math.log(sum);
        }
    }

    private Calibration() {}

    /**
     * Fits the temperature of an uncalibrated classifier.
     *
     * @param seed the run's seed, from which the seeds of the held-out sets are derived
     * @param trajectories number of trajectories in each held-out set; there is one set for each of {@link TestSet#all}
     */
    static Temperature of(TrajectoryClassifier classifier, long seed, int trajectories) {
        Calibration calibration = new Calibration();
        for (TestSet set : TestSet.all(heldOutSeed(seed), trajectories)) {
            calibration.add(classifier, set);
        }
        return calibration.fit();
    }

    static long heldOutSeed(long seed) {
        return Seeds.derive(seed ^ CALIBRATION_SEEDS, 0);
    }

    private void add(TrajectoryClassifier classifier, TestSet set) {
        List<LabelledTrajectory> batch = new ArrayList<>();
        set.forEach(each -> {
            batch.add(each);
            if (batch.size() == BATCH) {
                addBatch(classifier, batch);
            }
        });
        addBatch(classifier, batch);
    }

    private void addBatch(TrajectoryClassifier classifier, List<LabelledTrajectory> batch) {
        List<Classification> classifications = classifier.classify(
                batch.stream().map(LabelledTrajectory::trajectory).toList());
        for (int index = 0; index < batch.size(); index++) {
            LabelledTrajectory truth = batch.get(index);
            heldOut.add(new Scores(
                    logProbabilities(classifications.get(index)),
                    truth.model().classIndex(),
                    truth.trajectory().size()));
        }
        batch.clear();
    }

    private static double[] logProbabilities(Classification classification) {
        double[] logProbabilities = new double[DiffusionModel.values().length];
        for (DiffusionModel model : DiffusionModel.values()) {
            logProbabilities[model.classIndex()] =
                    Math.log(Math.max(MIN_PROBABILITY, classification.probability(model)));
        }
        return logProbabilities;
    }

    private Temperature fit() {
        double[] minimum = new SimplexOptimizer(TOLERANCE, TOLERANCE)
                .optimize(
                        new MaxEval(MAX_EVALUATIONS),
                        GoalType.MINIMIZE,
                        new InitialGuess(new double[2]),
                        new NelderMeadSimplex(2, FIRST_STEP),
                        new ObjectiveFunction(parameters -> loss(temperature(parameters))))
                .getPoint();
        Temperature best = temperature(minimum);
        return new Temperature(
                Math.round(best.logarithm() * PLACES) / PLACES, Math.round(best.slope() * PLACES) / PLACES);
    }

    private static Temperature temperature(double[] parameters) {
        return new Temperature(bounded(parameters[0], MAX_LOGARITHM), bounded(parameters[1], 1));
    }

    private static double bounded(double value, double bound) {
        return Math.max(-bound, Math.min(bound, value));
    }

    private double loss(Temperature temperature) {
        return heldOut.stream().mapToDouble(each -> each.loss(temperature)).sum() / heldOut.size();
    }
}
