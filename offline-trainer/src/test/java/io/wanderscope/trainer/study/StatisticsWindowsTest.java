package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.TrajectorySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsWindowsTest {
    @ParameterizedTest
    @CsvSource({"1000, 225, 775, 100, 900", "400, 90, 310, 40, 360", "100, 22, 77, 10, 90"})
    void areThoseOfThePaperOrInProportion(int points, int firstEnd, int lastStart, int firstMiddle, int lastMiddleEnd) {
        // When
        StatisticsWindows windows = new StatisticsWindows(points);

        // Then
        assertThat(windows.start(0)).isZero();
        assertThat(windows.end(0)).isEqualTo(firstEnd);
        assertThat(windows.start(31)).isEqualTo(lastStart);
        assertThat(windows.end(31)).isBetween(points - 1, points);
        assertThat(windows.middle(0)).isEqualTo(firstMiddle);
        assertThat(windows.middle(32)).isEqualTo(lastMiddleEnd);
    }

    @Test
    void haveAllStatisticsInTheShortestTrack() {
        // Given
        var trajectory =
                TrajectorySimulator.withSeed(1).simulate(DiffusionModel.BROWNIAN, 1, StatisticsWindows.MINIMUM_POINTS);

        // When
        var statistics = new StatisticsWindows(trajectory.size()).statistics(trajectory);

        // Then
        assertThat(statistics).hasSize(StatisticsWindows.COUNT).allSatisfy(window -> {
            assertThat(window.kurtosis()).isFinite();
            assertThat(window.trend()).isFinite();
        });
    }
}
