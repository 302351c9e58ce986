package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrajectoryTest {
    @Test
    void laterChangesToTheArraysDoNotAffectTheTrajectory() {
        // Given
        double[] x = {1, 2};
        double[] y = {3, 4};
        Trajectory trajectory = Trajectory.of(x, y);

        // When
        x[0] = 99;

        // Then
        assertThat(trajectory.x(0)).isEqualTo(1);
        assertThat(trajectory).isEqualTo(Trajectory.of(new double[] {1, 2}, new double[] {3, 4}));
    }

    @Test
    void namesThePointWhoseCoordinateIsNotFinite() {
        // When, Then
        assertThatThrownBy(() -> Trajectory.of(new double[] {1, Double.NaN}, new double[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x of point 1 is NaN");
    }

    @Test
    void rejectsArraysOfDifferentLength() {
        // When, Then
        assertThatThrownBy(() -> Trajectory.of(new double[] {1, 2}, new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 and 1");
    }

    @Test
    void isImmobileOnlyIfItNeverLeavesItsFirstPoint() {
        // Given
        Trajectory resting = Trajectory.of(new double[] {5, 5, 5}, new double[] {1, 1, 1});
        Trajectory returning = Trajectory.of(new double[] {5, 6, 5}, new double[] {1, 1, 1});

        // When, Then
        assertThat(resting.isImmobile()).isTrue();
        assertThat(returning.isImmobile()).isFalse();
    }
}
