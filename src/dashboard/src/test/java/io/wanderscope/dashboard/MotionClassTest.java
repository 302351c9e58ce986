package io.wanderscope.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

class MotionClassTest {
    @ParameterizedTest
    @EnumSource
    void aLabelIsWhatItSays(DiffusionLabel label) {
        // When
        MotionClass motion = MotionClass.of(label, null);

        // Then
        assertThat(motion).hasToString(label.name());
    }

    @ParameterizedTest
    @EnumSource(names = {"IMMOBILE", "CONFINED", "DIRECTED", "SWITCHING", "ARTEFACT", "UNFAMILIAR"})
    void aReasonThatSaysHowItMovesIsAResult(UndeterminedReason reason) {
        // When
        MotionClass motion = MotionClass.of(DiffusionLabel.UNDETERMINED, reason);

        // Then
        assertThat(motion).hasToString(reason.name());
        assertThat(motion.isOtherMotion()).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(names = {"OTHER", "TOO_SHORT", "INFERENCE_FAILED", "LOW_CONFIDENCE"})
    void everyOtherReasonIsNoAnswer(UndeterminedReason reason) {
        // When
        MotionClass motion = MotionClass.of(DiffusionLabel.UNDETERMINED, reason);

        // Then
        assertThat(motion).isEqualTo(MotionClass.UNDETERMINED);
        assertThat(motion.isOtherMotion()).isFalse();
    }

    @Test
    void isExplainedByItsNameAndHowItMoves() {
        // When
        String explanation = MotionClass.ATTM.explanation();

        // Then
        assertThat(explanation).isEqualTo("Annealed transient time motion. Its diffusivity changes at random times.");
    }

    @Test
    void namesEveryModelAndEveryFamilyInTheirOrder() {
        // Given, when
        Set<MotionClass> otherMotion = Set.copyOf(MotionClass.otherMotion());

        // Then
        assertThat(MotionClass.diffusionModels().stream().map(MotionClass::name))
                .containsExactlyElementsOf(Arrays.stream(DiffusionModel.values())
                        .map(DiffusionModel::name)
                        .toList());
        assertThat(otherMotion.stream().map(MotionClass::name).collect(Collectors.toSet()))
                .containsAll(Arrays.stream(MotionFamily.values())
                        .filter(family -> family != MotionFamily.DIFFUSION_MODEL)
                        .map(MotionFamily::name)
                        .toList());
        assertThat(otherMotion)
                .hasSize(6)
                .allSatisfy(motion -> assertThat(motion.meaning()).isNotBlank());
    }
}
