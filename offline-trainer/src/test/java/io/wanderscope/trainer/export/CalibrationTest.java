package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final int CLASSES = DiffusionModel.values().length;
    private static final int FAMILIES = MotionFamily.values().length;
    private static final int ANSWERS = 20_000;
    private static final int FAMILY_ANSWERS = 8_000;

    private final Random random = new Random(8);

    /** Answers that are correct with a known probability, whose scores are multiplied by a planted factor. */
    private List<HeldOutAnswer> planted(ToDoubleFunction<double[]> exaggeration) {
        return planted(ANSWERS, exaggeration);
    }

    private List<HeldOutAnswer> planted(int number, ToDoubleFunction<double[]> exaggeration) {
        List<HeldOutAnswer> answers = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            int points = (int) Math.round(10 * Math.pow(100, random.nextDouble()));
            double[] features = CalibrationFeatures.of(points, 1.5 * random.nextDouble(), random.nextBoolean());
            DiffusionModel truth = DiffusionModel.ofClassIndex(random.nextInt(CLASSES));
            answers.add(new HeldOutAnswer(
                    truth,
                    MotionFamily.DIFFUSION_MODEL,
                    features,
                    scaled(scores(truth.classIndex(), CLASSES), exaggeration.applyAsDouble(features)),
                    new double[FAMILIES],
                    new float[] {(float) random.nextGaussian(), (float) (3 * random.nextGaussian())}));
        }
        return answers;
    }

    /** Answers whose classes are right, and whose families have scores that are multiplied by a planted factor. */
    private List<HeldOutAnswer> plantedFamilies(ToDoubleFunction<double[]> exaggeration) {
        return planted(FAMILY_ANSWERS, features -> 1).stream()
                .map(each -> {
                    MotionFamily family = List.of(MotionFamily.values()).get(random.nextInt(FAMILIES));
                    return new HeldOutAnswer(
                            family == MotionFamily.DIFFUSION_MODEL ? each.model() : null,
                            family,
                            each.features(),
                            each.classes(),
                            scaled(scores(family.familyIndex(), FAMILIES), exaggeration.applyAsDouble(each.features())),
                            each.pooled());
                })
                .toList();
    }

    /** Logarithms of probabilities that are exactly right. */
    private double[] scores(int truth, int outcomes) {
        double confidence = 0.3 + 0.65 * random.nextDouble();
        boolean right = random.nextDouble() < confidence;
        int predicted = right ? truth : (truth + 1 + random.nextInt(outcomes - 1)) % outcomes;
        return logarithms(predicted, confidence, outcomes);
    }

    private static double[] logarithms(int predicted, double confidence, int outcomes) {
        double[] scores = new double[outcomes];
        for (int each = 0; each < outcomes; each++) {
            scores[each] = Math.log(each == predicted ? confidence : (1 - confidence) / (outcomes - 1));
        }
        return scores;
    }

    private static double[] scaled(double[] scores, double factor) {
        double[] scaled = new double[scores.length];
        for (int each = 0; each < scores.length; each++) {
            scaled[each] = factor * scores[each];
        }
        return scaled;
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
        double[] exaggerated = scaled(logarithms(0, 0.72, CLASSES), factor);
        assertThat(calibration.probabilities(exaggerated, features)[0]).isCloseTo(0.72, within(0.03));
    }

    @Test
    void undoesTheModestyOfFamiliesThatDependsOnLengthAndNoise() {
        // Given family scores that are too small by 0.6 at 100 points, more so for shorter trajectories and for noisy
        // ones
        ToDoubleFunction<double[]> exaggeration = features -> 0.6 * Math.exp(0.15 * features[1] - 0.2 * features[3]);
        List<HeldOutAnswer> answers = plantedFamilies(exaggeration);

        // When
        SoftmaxCalibration calibration = Calibration.of(answers).families();

        // Then the families get their probability back, on average; the ends of the range are known less well
        for (int points : List.of(20, 100, 500)) {
            double[] features = CalibrationFeatures.of(points, 0.5, false);
            double factor = exaggeration.applyAsDouble(features);
            double mean = IntStream.range(0, FAMILIES)
                    .mapToDouble(family -> calibration
                            .probabilities(scaled(logarithms(family, 0.8, FAMILIES), factor), features)[family])
                    .average()
                    .orElseThrow();
            assertThat(mean).as("%d points", points).isCloseTo(0.8, within(0.03));
        }
    }

    @Test
    void familyProbabilitiesAreAsOftenRightAsTheySay() {
        // Given scores of families that are twice as large as they should be
        List<HeldOutAnswer> fitted = plantedFamilies(features -> 2);

        // When
        SoftmaxCalibration calibration = Calibration.of(fitted).families();

        // Then on fresh answers, where the uncalibrated ones are overconfident by a tenth
        List<HeldOutAnswer> fresh = plantedFamilies(features -> 2);
        assertThat(overconfidence(SoftmaxCalibration.none(FAMILIES), fresh)).isGreaterThan(0.1);
        assertThat(overconfidence(calibration, fresh)).isCloseTo(0, within(0.01));
    }

    /** Mean probability of the most probable family, minus the share of the answers of which it is the family. */
    private static double overconfidence(SoftmaxCalibration calibration, List<HeldOutAnswer> answers) {
        double sum = 0;
        for (HeldOutAnswer each : answers) {
            double[] probabilities = calibration.probabilities(each.families(), each.features());
            int predicted = 0;
            for (int family = 1; family < FAMILIES; family++) {
                predicted = probabilities[family] > probabilities[predicted] ? family : predicted;
            }
            sum += probabilities[predicted] - (predicted == each.family().familyIndex() ? 1 : 0);
        }
        return sum / answers.size();
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
