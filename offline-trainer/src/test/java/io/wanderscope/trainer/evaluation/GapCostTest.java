package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GapCostTest {
    /** Trajectories of CTRW, of which those in a range are recognised. */
    private static Evaluation evaluation(int trajectories, int firstRight, int firstWrong) {
        List<Prediction> predictions = IntStream.range(0, trajectories)
                .mapToObj(
                        index -> index >= firstRight && index < firstWrong ? DiffusionModel.CTRW : DiffusionModel.ATTM)
                .map(predicted -> new Prediction(DiffusionModel.CTRW, 0.5, 100, 0, SampleAnswers.of(predicted, 0.8)))
                .toList();
        return new Evaluation("test", predictions);
    }

    @Test
    void comparesTheSameTrajectories() {
        // Given 10 trajectories that are recognised only when complete, and 5 only with gaps
        GapCost gaps = new GapCost(evaluation(100, 0, 80), evaluation(100, 10, 85), evaluation(100, 0, 78));

        // When
        Share lost = gaps.accuracyLost();

        // Then the error is that of pairs
        assertThat(lost.value()).isCloseTo(0.05, within(1e-12));
        assertThat(lost.standardError()).isCloseTo(Math.sqrt((0.15 - 0.0025) / 100), within(1e-12));
        assertThat(gaps.accuracyLostToLength().value()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void refusesOtherTrajectories() {
        assertThatThrownBy(() -> new GapCost(evaluation(100, 0, 80), evaluation(99, 0, 80), evaluation(100, 0, 80)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("with gaps")
                .hasMessageContaining("got 99 and 100");
        assertThatThrownBy(() -> new GapCost(evaluation(100, 0, 80), evaluation(100, 0, 80), evaluation(98, 0, 80)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shortened")
                .hasMessageContaining("got 98 and 100");
    }
}
