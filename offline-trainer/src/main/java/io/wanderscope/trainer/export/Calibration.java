package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.trainer.configuration.DataConfiguration;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TrainingDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Fits everything that a trained network is told about its own reliability, on held-out simulations with log-uniform
 * lengths: half of them as in training, half without missing frames, rounding, changing noise and earlier starts.
 * Training and tests use other seeds.
 */
final class Calibration {
    private static final long CALIBRATION_SEEDS = 0x6361_6c69_6272_6174L;
    /** Penalty on the squares of the coefficients, which bounds the fit of an untrained network. */
    private static final double PENALTY = 1e-4;
    /** Share of the trajectories whose true class may lie outside the class set. */
    private static final double MISSED = 0.1;
    /** Rounding to 1/PLACES keeps the model file independent of the last digits of the probabilities. */
    private static final double PLACES = 1e4;

    private final List<HeldOutAnswer> answers;
    private final List<HeldOutAnswer> modelled;

    private Calibration(List<HeldOutAnswer> answers) {
        this.answers = answers;
        this.modelled = answers.stream().filter(each -> each.model() != null).toList();
    }

    /**
     * Calibrates a network.
     *
     * @param seed the run's seed, from which the seed of the held-out simulations is derived
     * @param trajectories number of held-out simulations
     */
    static ModelCalibration of(
            ComputationGraph network, TrainingConfiguration configuration, long seed, int trajectories) {
        DataConfiguration data = configuration.data().withLogarithmicLengths().withoutPosterior();
        TrainingDistribution asRecorded = new TrainingDistribution(data, heldOutSeed(seed));
        TrainingDistribution intact = new TrainingDistribution(data.withoutDefects(), heldOutSeed(~seed));
        List<LabelledTrajectory> heldOut = new ArrayList<>();
        while (heldOut.size() < trajectories) {
            heldOut.add(asRecorded.next());
            heldOut.add(intact.next());
        }
        return of(HeldOutAnswer.of(network, configuration, heldOut));
    }

    /** Calibrates a network whose answers are known. */
    static ModelCalibration of(List<HeldOutAnswer> answers) {
        return new Calibration(answers).fit();
    }

    static long heldOutSeed(long seed) {
        return Seeds.derive(seed ^ CALIBRATION_SEEDS, 0);
    }

    private ModelCalibration fit() {
        SoftmaxCalibration classes = fitSoftmax(
                DiffusionModel.values().length,
                modelled,
                HeldOutAnswer::classes,
                each -> Objects.requireNonNull(each.model()).classIndex());
        SoftmaxCalibration families = fitSoftmax(
                MotionFamily.values().length,
                answers,
                HeldOutAnswer::families,
                each -> each.family().familyIndex());
        return new ModelCalibration(classes, families, fitThreshold(classes), NoveltyFit.of(answers));
    }

    private static SoftmaxCalibration fitSoftmax(
            int outcomes,
            List<HeldOutAnswer> answers,
            Function<HeldOutAnswer, double[]> scores,
            ToIntFunction<HeldOutAnswer> truth) {
        int parameters = SoftmaxCalibration.coefficientCount(outcomes);
        double[] best = Minimiser.minimise(parameters, (coefficients, gradient) -> {
            SoftmaxCalibration calibration = new SoftmaxCalibration(outcomes, coefficients);
            double loss = penalty(coefficients, gradient);
            for (HeldOutAnswer each : answers) {
                loss += loss(calibration, each, scores.apply(each), truth.applyAsInt(each), answers.size(), gradient);
            }
            return loss;
        });
        return new SoftmaxCalibration(outcomes, rounded(best));
    }

    private static double penalty(double[] coefficients, double[] gradient) {
        double penalty = 0;
        for (int index = 0; index < coefficients.length; index++) {
            penalty += PENALTY * coefficients[index] * coefficients[index] / 2;
            gradient[index] = PENALTY * coefficients[index];
        }
        return penalty;
    }

    /** Adds the share of one answer in the mean negative log-likelihood to the gradient, and returns it. */
    private static double loss(
            SoftmaxCalibration calibration,
            HeldOutAnswer answer,
            double[] scores,
            int truth,
            int count,
            double[] gradient) {
        double[] features = answer.features();
        double[] probabilities = calibration.probabilities(scores, features);
        double factor = Math.exp(-CalibrationFeatures.dot(features, calibration.coefficients(), 0));
        double byFactor = 0;
        for (int outcome = 0; outcome < probabilities.length; outcome++) {
            double error = probabilities[outcome] - (outcome == truth ? 1 : 0);
            byFactor -= error * scores[outcome] * factor;
            addScaled(features, error / count, gradient, SoftmaxCalibration.biasOf(outcome));
        }
        addScaled(features, byFactor / count, gradient, 0);
        return -Math.log(Math.max(Double.MIN_NORMAL, probabilities[truth])) / count;
    }

    private static void addScaled(double[] features, double factor, double[] gradient, int first) {
        for (int feature = 0; feature < features.length; feature++) {
            gradient[first + feature] += factor * features[feature];
        }
    }

    /** The threshold of the class sets: the probability of the true class falls below it in one case in ten. */
    private double[] fitThreshold(SoftmaxCalibration classes) {
        List<QuantileFit.Sample> samples = new ArrayList<>();
        for (HeldOutAnswer each : modelled) {
            double[] probabilities = classes.probabilities(each.classes(), each.features());
            double ofTruth = probabilities[Objects.requireNonNull(each.model()).classIndex()];
            samples.add(new QuantileFit.Sample(each.features(), Math.log(Math.max(1e-6, ofTruth))));
        }
        return rounded(QuantileFit.fit(MISSED, samples));
    }

    static double[] rounded(double[] values) {
        double[] rounded = new double[values.length];
        for (int index = 0; index < values.length; index++) {
            rounded[index] = Math.round(values[index] * PLACES) / PLACES;
        }
        return rounded;
    }
}
