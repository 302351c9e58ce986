package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrajectorySimulatorTest {
    @Property(tries = 400)
    void everyTrajectoryStartsAtTheOriginAndHasUnitDisplacementsPerAxis(
            @ForAll long seed, @ForAll DiffusionModel model, @ForAll @IntRange(min = 3, max = 1000) int points) {
        // Given
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(seed);
        double exponent = simulator.drawExponent(model);

        // When
        Trajectory trajectory = simulator.simulate(model, exponent, points);

        // Then
        assertThat(exponent).isBetween(model.minimumExponent(), model.maximumExponent());
        assertThat(trajectory.size()).isEqualTo(points);
        assertThat(trajectory.x(0)).isZero();
        assertThat(trajectory.y(0)).isZero();
        double[] dx = new double[points - 1];
        double[] dy = new double[points - 1];
        for (int step = 0; step < points - 1; step++) {
            dx[step] = trajectory.x(step + 1) - trajectory.x(step);
            dy[step] = trajectory.y(step + 1) - trajectory.y(step);
        }
        assertUnitScale(dx);
        assertUnitScale(dy);
    }

    private static void assertUnitScale(double[] displacements) {
        double mean = 0;
        double squares = 0;
        for (double displacement : displacements) {
            mean += displacement / displacements.length;
            squares += displacement * displacement / displacements.length;
        }
        double sd = Math.sqrt(Math.max(0, squares - mean * mean));
        // The displacements of a single flight are all 1, so their standard deviation is 0.
        assertThat(sd < 1e-6 ? Math.abs(mean) : sd).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(DiffusionModel.class)
    void theSameSeedGivesTheSameTrajectory(DiffusionModel model) {
        // Given
        TrajectorySimulator first = TrajectorySimulator.withSeed(7);
        TrajectorySimulator second = TrajectorySimulator.withSeed(7);
        TrajectorySimulator other = TrajectorySimulator.withSeed(8);

        // When
        Trajectory trajectory = first.simulate(model, first.drawExponent(model), 50);

        // Then
        assertThat(second.simulate(model, second.drawExponent(model), 50)).isEqualTo(trajectory);
        assertThat(other.simulate(model, other.drawExponent(model), 50)).isNotEqualTo(trajectory);
    }

    @Test
    void localisationNoiseHasTheGivenStandardDeviationAndLeavesTheOriginalUnchanged() {
        // Given
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(3);
        Trajectory clean = simulator.simulate(DiffusionModel.BROWNIAN, 1, 20_000);

        // When
        Trajectory noisy = simulator.withLocalisationNoise(clean, 0.5);

        // Then
        double squares = 0;
        double product = 0;
        for (int point = 0; point < clean.size(); point++) {
            double ex = noisy.x(point) - clean.x(point);
            double ey = noisy.y(point) - clean.y(point);
            squares += (ex * ex + ey * ey) / (2.0 * clean.size());
            product += ex * ey / clean.size();
        }
        assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(0.01));
        assertThat(product).isCloseTo(0, within(0.01));
    }

    @Test
    void zeroNoiseLeavesThePositionsUnchanged() {
        // Given
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(3);
        Trajectory clean = simulator.simulate(DiffusionModel.CTRW, 0.5, 100);

        // When
        Trajectory same = simulator.withLocalisationNoise(clean, 0);

        // Then
        assertThat(same).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource({"ATTM, 0.95, 100", "LEVY_WALK, 0.5, 100", "BROWNIAN, 1.1, 100", "CTRW, NaN, 100", "CTRW, 0.5, 2"})
    void rejectsArgumentsOutOfRangeAndNamesTheRange(DiffusionModel model, double exponent, int points) {
        // Given
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(1);

        // When, Then
        assertThatThrownBy(() -> simulator.simulate(model, exponent, points))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(from .* to .*|at least 3).*got.*");
    }

    @Test
    void rejectsNegativeNoise() {
        // Given
        TrajectorySimulator simulator = TrajectorySimulator.withSeed(1);
        Trajectory trajectory = simulator.simulate(DiffusionModel.BROWNIAN, 1, 10);

        // When, Then
        assertThatThrownBy(() -> simulator.withLocalisationNoise(trajectory, -0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.1");
    }
}
