package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.Trajectory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WindowStatisticsTest {
    private static final int POINTS = 8001;

    private static Trajectory path(IntToDoubleFunction dx, IntToDoubleFunction dy) {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int point = 1; point < POINTS; point++) {
            x[point] = x[point - 1] + dx.applyAsDouble(point);
            y[point] = y[point - 1] + dy.applyAsDouble(point);
        }
        return Trajectory.of(x, y);
    }

    private static WindowStatistics of(Trajectory trajectory) {
        return WindowStatistics.of(trajectory, 0, POINTS);
    }

    @Test
    void brownianMotionHasNoneOfThem() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        Trajectory brownian = path(step -> random.nextGaussian(), step -> random.nextGaussian());

        // When
        WindowStatistics statistics = of(brownian);

        // Then turning angles are uniform, with s.d. π/√3; all by four standard errors
        assertThat(statistics.autocorrelation()).isCloseTo(0, within(4 / Math.sqrt(2.0 * POINTS)));
        assertThat(statistics.turningSd()).isCloseTo(Math.PI / Math.sqrt(3), within(0.04));
        assertThat(statistics.kurtosis()).isLessThan(4 * Math.sqrt(24.0 * 4 / POINTS));
        assertThat(statistics.trend()).isCloseTo(0, within(4 * Math.sqrt(2.0 / POINTS) / 4));
    }

    @Test
    void alternatingStepsAreAnticorrelatedAndTurnBack() {
        // When
        WindowStatistics statistics = of(path(step -> step % 2 == 0 ? 1 : -1, step -> 0));

        // Then
        assertThat(statistics.autocorrelation()).isCloseTo(-1, within(0.001));
        assertThat(statistics.ratioSd()).isZero();
    }

    @Test
    void aMovingAverageHasTheAutocorrelationOfTheory() {
        // Given displacements e(t) + e(t − 1), whose autocorrelation at lag 1 is 1/2
        SplittableRandom random = new SplittableRandom(2);
        double[] noise =
                random.doubles(POINTS + 1).map(ignored -> random.nextGaussian()).toArray();
        double[] other =
                random.doubles(POINTS + 1).map(ignored -> random.nextGaussian()).toArray();

        // When
        WindowStatistics statistics =
                of(path(step -> noise[step] + noise[step - 1], step -> other[step] + other[step - 1]));

        // Then
        assertThat(statistics.autocorrelation()).isCloseTo(0.5, within(4 / Math.sqrt(2.0 * POINTS)));
    }

    @Test
    void aTwofoldIncreaseOfTheSpreadIsATrend() {
        // Given displacements of ±1 in the first half and ±2 in the second, whose s.d. is √2.5 along each axis
        Trajectory growing = path(
                step -> (step <= POINTS / 2 ? 1 : 2) * (step % 2 == 0 ? 1 : -1),
                step -> (step <= POINTS / 2 ? 1 : 2) * (step % 4 < 2 ? 1 : -1));

        // When
        WindowStatistics statistics = of(growing);

        // Then
        assertThat(statistics.trend()).isCloseTo(1 / (4 * Math.sqrt(2.5)), within(1e-3));
    }

    @Test
    void aRestHasNoStatistics() {
        // When
        WindowStatistics rest = of(path(step -> 0, step -> 0));

        // Then
        assertThat(List.of(rest.autocorrelation(), rest.turningSd(), rest.ratioSd(), rest.kurtosis(), rest.trend()))
                .allMatch(value -> value.isNaN());
    }

    @Test
    void aStraightFlightHasNeitherAutocorrelationNorKurtosis() {
        // Given displacements that differ by rounding only
        Trajectory flight = path(step -> 1.4 * Math.cos(0.3), step -> 1.4 * Math.sin(0.3));

        // When
        WindowStatistics statistics = of(flight);

        // Then
        assertThat(statistics.autocorrelation()).isNaN();
        assertThat(statistics.kurtosis()).isNaN();
    }

    @Test
    void theKurtosisOfAFlightIsThatOfTheQuarterInWhichItTurns() {
        // Given one turn, in the last quarter
        Trajectory flight = path(step -> 1, step -> step < POINTS * 7 / 8 ? 0.7 : -0.7);

        // When
        WindowStatistics statistics = of(flight);

        // Then two values in equal shares have an excess kurtosis of −2
        assertThat(statistics.kurtosis()).isCloseTo(2, within(0.01));
    }

    @Test
    void aRestCountsAsZeroWhereEveryWindowCounts() {
        // When
        double[] values = WindowStatistic.zeroWhereUndefined(new double[] {0.5, Double.NaN, -0.5});

        // Then
        assertThat(values).containsExactly(0.5, 0, -0.5);
    }
}
