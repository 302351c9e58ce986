package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static Prediction prediction(DiffusionModel model, DiffusionModel predicted, double confidence) {
        return new Prediction(model, 0.5, 100, 0, predicted, confidence, 0.7, 0.1);
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
    void exponentErrorIsTheMeanAbsoluteError() {
        // When
        double error = overconfident().exponentError();

        // Then
        assertThat(error).isCloseTo(0.2, within(1e-12));
    }
}
