package io.wanderscope.app.results;

import static io.wanderscope.app.results.LabelRecords.determined;
import static io.wanderscope.app.results.LabelRecords.undetermined;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Words do not depend on the locale: here it is one with other digits. */
@ExtendWith(ForeignLocale.class)
class MeaningsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.38 | Most probably immobile. It does not move; what you see is localisation noise.",
                "0.5 | Immobile. It does not move; what you see is localisation noise."
            })
    void otherMotionIsGivenWithTheProbabilityOfItsFamilyAndAsMostProbableWhereThatIsBelowAHalf(
            double immobile, String meaning) {
        // Given
        TrajectoryLabel label = undetermined(
                UndeterminedReason.IMMOBILE, new FamilyProbabilities(1 - immobile, immobile, 0.0, 0.0, 0.0, 0.0));

        // When
        StatedMotion stated = StatedMotion.of(label);

        // Then
        assertThat(stated).isEqualTo(new StatedMotion(MotionClass.IMMOBILE, immobile));
        assertThat(Meanings.of(label)).isEqualTo(meaning);
    }

    @Test
    void aClassBelowAHalfIsMostProbable() {
        // Given a label that a low minimum confidence lets through
        TrajectoryLabel label = determined("cell", "1", 0.4);

        // When
        String meaning = Meanings.of(label);

        // Then
        assertThat(StatedMotion.of(label)).isEqualTo(new StatedMotion(MotionClass.CTRW, 0.4));
        assertThat(meaning)
                .isEqualTo(
                        "Most probably continuous-time random walk. It rests between jumps, sometimes briefly, sometimes for long.");
    }

    @Test
    void whatDoesNotMoveAtAllIsImmobileForCertain() {
        // Given a track whose points are all equal, which the network has not seen
        TrajectoryLabel label = undetermined("cell", "1", UndeterminedReason.IMMOBILE);

        // When
        StatedMotion stated = StatedMotion.of(label);

        // Then
        assertThat(stated).isEqualTo(new StatedMotion(MotionClass.IMMOBILE, 1.0));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNFAMILIAR", "TOO_SHORT"})
    void whatHasNoProbabilityHasNoConfidence(UndeterminedReason reason) {
        // Given
        TrajectoryLabel label = undetermined("cell", "1", reason);

        // When
        StatedMotion stated = StatedMotion.of(label);

        // Then
        assertThat(stated.confidence()).isNull();
        assertThat(Meanings.of(label)).doesNotContain("robably");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.466 | no answer: no class is probable enough, or confined: 47 %",
                "0.29 | no answer: no class is probable enough"
            })
    void lowConfidenceNamesAnotherKindOfMotionThatIsNearlyAsProbable(double confined, String meaning) {
        // Given
        TrajectoryLabel label = undetermined(
                UndeterminedReason.LOW_CONFIDENCE,
                new FamilyProbabilities(0.53 - confined / 10, 0.0, confined, 0.0, 0.0, 0.0));

        // When
        String text = Meanings.of(label);

        // Then without an answer, the confidence is that of the most probable class
        assertThat(text).isEqualTo(meaning);
        assertThat(StatedMotion.of(label)).isEqualTo(new StatedMotion(MotionClass.UNDETERMINED, 0.2));
    }
}
