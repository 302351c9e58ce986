package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.MotionFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIFFUSION_MODEL")
    void anotherFamilyIsNamedHoweverNovelAndUnsure(MotionFamily family) {
        // When
        Verdict verdict = Verdict.of(family, true, 0.1, 0.5);

        // Then
        assertThat(verdict).hasToString(family.name());
    }

    @ParameterizedTest
    @CsvSource({"true, 0.9, UNFAMILIAR", "true, 0.1, UNFAMILIAR", "false, 0.499, LOW_CONFIDENCE", "false, 0.5, LABELLED"
    })
    void oneOfTheEightIsLabelledIfFamiliarAndSure(boolean unfamiliar, double confidence, Verdict expected) {
        // When
        Verdict verdict = Verdict.of(MotionFamily.DIFFUSION_MODEL, unfamiliar, confidence, 0.5);

        // Then
        assertThat(verdict).isEqualTo(expected);
    }
}
