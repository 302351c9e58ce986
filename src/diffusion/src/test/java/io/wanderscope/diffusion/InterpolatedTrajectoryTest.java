package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InterpolatedTrajectoryTest {
    @Test
    void interpolatesMissingFramesLinearly() {
        // When frames 6 and 8 to 10 are missing
        Trajectory trajectory =
                Trajectory.interpolated(new int[] {5, 7, 11}, new double[] {0, 2, -6}, new double[] {1, 1, 5});

        // Then
        assertThat(trajectory)
                .isEqualTo(Trajectory.of(new double[] {0, 1, 2, 0, -2, -4, -6}, new double[] {1, 1, 1, 2, 3, 4, 5}));
    }

    @Test
    void keepsObservedPositionsUnchanged() {
        // When the difference of two coordinates overflows
        Trajectory trajectory =
                Trajectory.interpolated(new int[] {0, 2}, new double[] {-1.7e308, 1.7e308}, new double[] {0.1, 0.1});

        // Then
        assertThat(trajectory.x(0)).isEqualTo(-1.7e308);
        assertThat(trajectory.x(1)).isZero();
        assertThat(trajectory.x(2)).isEqualTo(1.7e308);
    }

    @Test
    void rejectsFramesThatDoNotAscend() {
        // Then
        assertThatThrownBy(() -> Trajectory.interpolated(new int[] {3, 3}, new double[2], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frames must ascend, got 3 before 3");
        assertThatThrownBy(() -> Trajectory.interpolated(new int[] {3, 4}, new double[3], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as many");
    }
}
