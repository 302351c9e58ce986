package io.wanderscope.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawnTrajectoryTest {

    @Test
    void refusesCoordinatesAndWeightsOfDifferentNumber() {
        // Given two points and one weight, when, then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrawnTrajectory(
                        "17", List.of(1.0, 2.0), List.of(1.0, 2.0), MotionClass.ATTM, MotionClass.ATTM, new float[1]))
                .withMessage("track 17 has 2 x, 2 y and 1 weights; each point needs an x, a y and, if there is"
                        + " saliency, a weight");
    }

    @Test
    void keepsTheWeightsOfThePointsThatAreFinite() {
        // Given
        DrawnTrajectory trajectory = new DrawnTrajectory(
                "17",
                List.of(1.0, Double.NaN, 3.0, 4.0),
                List.of(1.0, 2.0, Double.POSITIVE_INFINITY, 4.0),
                MotionClass.ATTM,
                MotionClass.CTRW,
                new float[] {0.1f, 0.2f, 0.3f, 0.4f});

        // When
        DrawnTrajectory finite = trajectory.finitePoints();

        // Then
        assertThat(finite.x()).containsExactly(1.0, 4.0);
        assertThat(finite.y()).containsExactly(1.0, 4.0);
        assertThat(finite.weights()).containsExactly(0.1f, 0.4f);
        assertThat(finite.explained()).isEqualTo(MotionClass.CTRW);
    }

    @ParameterizedTest
    @CsvSource({
        "BROWNIAN, BROWNIAN, false",
        "BROWNIAN, ATTM, true",
        "BROWNIAN, , false",
        "IMMOBILE, ATTM, false",
        "UNDETERMINED, ATTM, false"
    })
    void priorsMayMakeItAnotherClassThanTheOneThatItsWeightsExplain(
            MotionClass motion, @Nullable MotionClass explained, boolean otherwise) {
        // Given
        DrawnTrajectory trajectory =
                new DrawnTrajectory("17", List.of(1.0), List.of(1.0), motion, explained, new float[1]);

        // When
        boolean actual = trajectory.isExplainedOtherwise();

        // Then other motion and no answer are not coloured by weights
        assertThat(actual).isEqualTo(otherwise);
    }
}
