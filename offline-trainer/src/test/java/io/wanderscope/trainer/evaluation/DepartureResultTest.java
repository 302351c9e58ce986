package io.wanderscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.trainer.data.Departure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureResultTest {
    private static DepartureResult result(Departure departure, Answer... answers) {
        return new DepartureResult(departure, departure.description(), 100, List.of(answers));
    }

    /** A confident label, a less confident one, one below the threshold, a family, and an unfamiliar track. */
    private static DepartureResult result(Departure departure) {
        return result(
                departure,
                SampleAnswers.of(DiffusionModel.SUB_FBM, 0.95),
                SampleAnswers.of(DiffusionModel.BROWNIAN, 0.9),
                SampleAnswers.of(DiffusionModel.SUB_SBM, 0.3),
                SampleAnswers.ofFamily(MotionFamily.IMMOBILE),
                SampleAnswers.unfamiliar());
    }

    @ParameterizedTest
    @CsvSource({
        "IMMOBILE, 0.2, 0.4, 0.6",
        "BLUR, 0.2, 0.2, 0.4",
        "ROUNDING, 0.2, 0.2, 0.4",
        "COARSE_ROUNDING, 0.2, 0.4, 0.6",
        "GAPS_IN_SUB_FBM, 0, 0.2, 0.4",
        "WINDOW_OF_SUB_SBM, 0.2, 0.2, 0.2"
    })
    void countsWrongLabelsOnly(Departure departure, double above90, double atLeast50, double any) {
        // When
        DepartureResult result = result(departure);

        // Then a track without a label is not wrong, however certain the class would be
        assertThat(result.wrongAbove(0.9).value()).isEqualTo(above90);
        assertThat(result.wrong(0.5).value()).isEqualTo(atLeast50);
        assertThat(result.wrong(0).value()).isEqualTo(any);
    }

    @Test
    void namesWhatMostAreCalled() {
        // Given
        DepartureResult result = result(
                Departure.DRIFT,
                SampleAnswers.of(DiffusionModel.SUPER_FBM, 0.8),
                SampleAnswers.of(DiffusionModel.SUPER_FBM, 0.4),
                SampleAnswers.ofFamily(MotionFamily.DIRECTED),
                SampleAnswers.ofFamily(MotionFamily.DIRECTED),
                SampleAnswers.unfamiliar());

        // When
        DepartureResult.Outcome most = result.mostFrequent(0.5);

        // Then
        assertThat(most).isEqualTo(new DepartureResult.Outcome("DIRECTED", 0.4));
    }

    @Test
    void reasonsHaveThePrecedenceOfTheStream() {
        // Given
        Answer doubtful = SampleAnswers.of(DiffusionModel.ATTM, 0.4);

        // When
        String outcome = doubtful.outcome(0.5);

        // Then
        assertThat(outcome).isEqualTo("LOW_CONFIDENCE");
        assertThat(doubtful.outcome(0.4)).isEqualTo("ATTM");
        assertThat(SampleAnswers.unfamiliar().outcome(0.99)).isEqualTo("UNFAMILIAR");
        assertThat(SampleAnswers.ofFamily(MotionFamily.ARTEFACT).outcome(0.99)).isEqualTo("ARTEFACT");
    }
}
