package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static Prediction prediction(DiffusionModel model, DiffusionModel predicted, double confidence) {
        return new Prediction(model, 0.5, 100, 0, SampleAnswers.of(predicted, confidence));
    }

    /** Ten predictions of each kind: confidence 90 % and 6 correct; confidence 50 % and 5 correct. */
    private static Evaluation overconfident() {
        List<Prediction> predictions = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            predictions.add(
                    prediction(DiffusionModel.CTRW, index < 6 ? DiffusionModel.CTRW : DiffusionModel.ATTM, 0.9));
            predictions.add(
                    prediction(DiffusionModel.ATTM, index < 5 ? DiffusionModel.ATTM : DiffusionModel.BROWNIAN, 0.5));
        }
        return new Evaluation("overconfident", predictions);
    }

    @Test
    void calibrationErrorIsTheMeanDistanceOfConfidenceFromAccuracy() {
        // When
        double error = overconfident().calibrationError();

        // Then half of the trajectories are overconfident by 0.3, the others are calibrated
        assertThat(error).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void aThresholdCoversLessAndIsMorePrecise() {
        // When
        List<Evaluation.Threshold> thresholds = overconfident().precisionAndCoverage(0, 0.5, 0.6, 0.95);

        // Then
        assertThat(thresholds)
                .containsExactly(
                        new Evaluation.Threshold(0, 1, 0.55),
                        new Evaluation.Threshold(0.5, 1, 0.55),
                        new Evaluation.Threshold(0.6, 0.5, 0.6),
                        new Evaluation.Threshold(0.95, 0, Double.NaN));
    }

    @Test
    void countsConfusions() {
        // Given
        Evaluation evaluation = overconfident();

        // When
        List<Evaluation.Confusion> largest = evaluation.largestConfusions(2);

        // Then
        assertThat(evaluation.accuracy()).isCloseTo(0.55, within(1e-12));
        assertThat(largest)
                .containsExactly(
                        new Evaluation.Confusion(DiffusionModel.ATTM, DiffusionModel.BROWNIAN, 0.5),
                        new Evaluation.Confusion(DiffusionModel.CTRW, DiffusionModel.ATTM, 0.4));
        // ATTM: 5 correct, 10 true, 9 predicted; CTRW: 6 correct, 10 true, 6 predicted
        assertThat(evaluation.macroF1()).isCloseTo((2 * 5 / 19.0 + 2 * 6 / 16.0) / 8, within(1e-12));
    }

    @Test
    void chanceAloneGivesACalibrationError() {
        // When
        double error = overconfident().calibrationErrorByChance();

        // Then it is the mean deviation of a share of ten, at 90 % and at 50 %
        double deviations = Math.sqrt(2 / Math.PI * 10 * 0.9 * 0.1) + Math.sqrt(2 / Math.PI * 10 * 0.5 * 0.5);
        assertThat(error).isCloseTo(deviations / 20, within(1e-12));
    }

    @Test
    void classSetsHoldTheTruthInAShareOfTheTrajectories() {
        // Given
        Set<DiffusionModel> both = Set.of(DiffusionModel.CTRW, DiffusionModel.ATTM);
        Evaluation evaluation = new Evaluation(
                "sets",
                List.of(
                        new Prediction(DiffusionModel.CTRW, 0.5, 100, 0, SampleAnswers.withClassSet(both)),
                        new Prediction(DiffusionModel.ATTM, 0.5, 100, 0, SampleAnswers.withClassSet(both)),
                        new Prediction(
                                DiffusionModel.BROWNIAN,
                                1,
                                100,
                                0,
                                SampleAnswers.withClassSet(Set.of(DiffusionModel.ATTM))),
                        new Prediction(DiffusionModel.SUB_FBM, 0.5, 100, 0, SampleAnswers.withClassSet(both))));

        // When
        Share coverage = evaluation.classSetCoverage();

        // Then
        assertThat(coverage).isEqualTo(new Share(0.5, 0.25));
        assertThat(evaluation.classSetSize()).isEqualTo(7.0 / 4);
    }

    @Test
    void noneOfTheModelsIsNoLabelAtAnyThreshold() {
        // Given a trajectory that seems confined and one that is unfamiliar
        Evaluation evaluation = new Evaluation(
                "none",
                List.of(
                        new Prediction(DiffusionModel.CTRW, 0.5, 100, 0, SampleAnswers.ofFamily(MotionFamily.CONFINED)),
                        new Prediction(DiffusionModel.CTRW, 0.5, 100, 0, SampleAnswers.unfamiliar()),
                        prediction(DiffusionModel.CTRW, DiffusionModel.CTRW, 0.9),
                        prediction(DiffusionModel.CTRW, DiffusionModel.CTRW, 0.4)));

        // When
        Share none = evaluation.noneOfTheModels();

        // Then
        assertThat(none.value()).isEqualTo(0.5);
        assertThat(evaluation.precisionAndCoverage(0, 0.5))
                .extracting(Evaluation.Threshold::coverage)
                .containsExactly(0.5, 0.25);
    }

    @Test
    void exponentErrorIsTheMeanAbsoluteError() {
        // When
        double error = overconfident().exponentError();

        // Then
        assertThat(error).isCloseTo(0.2, within(1e-12));
    }
}
