package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplacementStatisticsTest {
    private static final int STORED_CELL = 1_016_915;

    @Test
    void runsOfSuccessiveFramesAreCutIntoSegmentsOfAtMostTen() {
        // Given
        BitSet observed = new BitSet();
        observed.set(0, 20);
        observed.clear(14);

        // When
        DisplacementCells cells =
                cells(new ObservedTrajectory(Trajectory.of(ramp(20, 1), new double[20]), observed), 1);

        // Then
        assertThat(cells.lengths()).containsExactly(3, 4, 10);
        assertThat(cells.counts()).containsExactly(1, 1, 1);
    }

    @Test
    void aSegmentKeepsItsEnergyPerUnitOfTimeAndWhereItIs() {
        // When
        DisplacementCells cells = cells(ObservedTrajectory.complete(Trajectory.of(ramp(4, 3), ramp(4, 4))), 0.25);

        // Then
        assertThat(cells.size()).isEqualTo(1);
        assertThat(cells.energy(0)).isCloseTo(25 / 0.25, within(6.0));
        assertThat(cells.upperEnergies()[0] / cells.energy(0) / 3).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void cellsAreStoredSoTheirNumbersStay() {
        // When
        SufficientStatistics sums = statistics(
                ObservedTrajectory.complete(
                        Trajectory.of(new double[] {0, 1, 0.5, 2, 2.5}, new double[] {0, 0, 1, 1.5, 0.5})),
                1);

        // Then
        assertThat(sums.index(sums.firstPlace(Sections.DISPLACEMENTS))).isEqualTo(STORED_CELL);
        assertThat(sums.at(Sections.SQUARED_DISPLACEMENTS)).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-9, 1, 1e9, 1e150, 1e300})
    void everyLengthHasACell(double length) {
        // When
        DisplacementCells cells =
                cells(ObservedTrajectory.complete(Trajectory.of(ramp(12, length), new double[12])), 1);

        // Then
        assertThat(Arrays.stream(cells.lengths()).sum()).isEqualTo(11);
        assertThat(cells.lowerEnergies()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(cells.upperEnergies()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    }

    private static double[] ramp(int points, double step) {
        double[] ramp = new double[points];
        Arrays.setAll(ramp, point -> point * step);
        return ramp;
    }

    private static DisplacementCells cells(ObservedTrajectory track, double frameInterval) {
        return DisplacementCells.of(statistics(track, frameInterval));
    }

    private static SufficientStatistics statistics(ObservedTrajectory track, double frameInterval) {
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
        DisplacementStatistics.add(track, frameInterval, sums);
        return sums.build();
    }
}
