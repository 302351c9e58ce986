package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final int CLASSES = DiffusionModel.values().length;
    private static final int ANSWERS = 20_000;

    private final Random random = new Random(8);

    /** Answers that are correct with a known probability, whose scores are multiplied by a planted factor. */
    private List<HeldOutAnswer> planted(ToDoubleFunction<double[]> exaggeration) {
        List<HeldOutAnswer> answers = new ArrayList<>();
        for (int index = 0; index < ANSWERS; index++) {
            int points = (int) Math.round(10 * Math.pow(100, random.nextDouble()));
            double[] features = CalibrationFeatures.of(points, 1.5 * random.nextDouble(), random.nextBoolean());
            DiffusionModel truth = DiffusionModel.ofClassIndex(random.nextInt(CLASSES));
            double[] scores = scores(truth);
            double factor = exaggeration.applyAsDouble(features);
            for (int each = 0; each < CLASSES; each++) {
                scores[each] *= factor;
            }
            answers.add(new HeldOutAnswer(
                    truth,
                    MotionFamily.DIFFUSION_MODEL,
                    features,
                    scores,
                    new double[MotionFamily.values().length],
                    new float[] {(float) random.nextGaussian(), (float) (3 * random.nextGaussian())}));
        }
        return answers;
    }

    /** Logarithms of probabilities that are exactly right. */
    private double[] scores(DiffusionModel truth) {
        double confidence = 0.3 + 0.65 * random.nextDouble();
        boolean right = random.nextDouble() < confidence;
        int actual = truth.classIndex();
        int predicted = right ? actual : (actual + 1 + random.nextInt(CLASSES - 1)) % CLASSES;
        double[] scores = new double[CLASSES];
        for (int each = 0; each < CLASSES; each++) {
            scores[each] = Math.log(each == predicted ? confidence : (1 - confidence) / (CLASSES - 1));
        }
        return scores;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void undoesOverconfidenceThatDependsOnLengthAndNoise(int points) {
        // Given scores that are too large by 1.5 at 100 points, more so for longer trajectories and for noisy ones
        List<HeldOutAnswer> answers = planted(features -> 1.5 * Math.exp(0.2 * features[1] + 0.1 * features[3]));
        double[] features = CalibrationFeatures.of(points, 0.5, true);
        double factor = 1.5 * Math.exp(0.2 * features[1] + 0.1 * features[3]);

        // When
        SoftmaxCalibration calibration = Calibration.of(answers).classes();

        // Then
        double[] right = {Math.log(0.72), 0, 0, 0, 0, 0, 0, 0};
        for (int each = 1; each < CLASSES; each++) {
            right[each] = Math.log(0.04);
        }
        double[] exaggerated = new double[CLASSES];
        for (int each = 0; each < CLASSES; each++) {
            exaggerated[each] = factor * right[each];
        }
        assertThat(calibration.probabilities(exaggerated, features)[0]).isCloseTo(0.72, within(0.03));
    }

    @Test
    void classSetsHoldTheTruthInNineCasesOfTen() {
        // Given
        List<HeldOutAnswer> answers = planted(features -> 1);

        // When
        ModelCalibration calibration = Calibration.of(answers);

        // Then
        long held = planted(features -> 1).stream()
                .filter(each -> isHeld(calibration, each))
                .count();
        assertThat((double) held / ANSWERS).isCloseTo(0.9, within(0.01));
    }

    private static boolean isHeld(ModelCalibration calibration, HeldOutAnswer answer) {
        double[] probabilities = calibration.classes().probabilities(answer.classes(), answer.features());
        double least = Math.exp(CalibrationFeatures.dot(answer.features(), calibration.threshold(), 0));
        double ofTruth = probabilities[answer.model().classIndex()];
        double largest = 0;
        for (double each : probabilities) {
            largest = Math.max(largest, each);
        }
        return ofTruth >= Math.min(least, largest);
    }

    @Test
    void oneInTwoHundredIsAsUnfamiliarAsOne() {
        // Given features with standard deviations of 1 and 3
        List<HeldOutAnswer> answers = planted(features -> 1);

        // When
        Novelty novelty = Calibration.of(answers).novelty();

        // Then the distance of two uncorrelated Gaussian features exceeds sqrt(2 ln 200) in one case in 200
        assertThat(Math.exp(novelty.logDistance()[0])).isCloseTo(Math.sqrt(2 * Math.log(200)), within(0.15));
        assertThat(Math.abs(novelty.whitening()[0])).isCloseTo(1, within(0.05));
        assertThat(Math.abs(novelty.whitening()[3])).isCloseTo(1.0 / 3, within(0.02));
    }
}
