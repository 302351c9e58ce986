package io.wanderscope.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawnTrajectoryTest {

    @Test
    void refusesCoordinatesAndWeightsOfDifferentNumber() {
        // Given two points and one weight, when, then
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new DrawnTrajectory("17", List.of(1.0, 2.0), List.of(1.0, 2.0), MotionClass.ATTM, new float[1]))
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
                new float[] {0.1f, 0.2f, 0.3f, 0.4f});

        // When
        DrawnTrajectory finite = trajectory.finitePoints();

        // Then
        assertThat(finite.x()).containsExactly(1.0, 4.0);
        assertThat(finite.y()).containsExactly(1.0, 4.0);
        assertThat(finite.weights()).containsExactly(0.1f, 0.4f);
    }
}
