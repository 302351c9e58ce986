package io.wanderscope.diffusion.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.BrownianSimulator;
import io.wanderscope.diffusion.Camera;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SufficientStatisticsTest {
    private static final double DAY = 86_400;

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 1, 9223372036854775807",
        "-9223372036854775807, -2, -9223372036854775808",
        "9223372036854775807, -9223372036854775807, 0",
        "-3, 5, 2",
    })
    void aSumThatDoesNotFitIsTheNearestThatDoes(long one, long other, long expected) {
        // Given
        SufficientStatistics sums = SufficientStatistics.of(new int[] {7}, new long[] {one});

        // When
        SufficientStatistics both = sums.plus(SufficientStatistics.of(new int[] {7}, new long[] {other}));

        // Then
        assertThat(both.at(7)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 0.00748, DAY})
    void millionsOfTracksHaveTheFrameIntervalOfOne(double seconds) {
        // Given
        ObservedTrajectory track =
                ObservedTrajectory.complete(Trajectory.of(new double[] {0, 1, 1}, new double[] {0, 0, 1}));
        SufficientStatistics sums = new TrackEvidence(track, OptionalDouble.of(seconds), Optional.empty()).statistics();
        SufficientStatistics millions = doubled(sums, 24);

        // When
        OptionalDouble interval = new PopulationEstimator(
                        ImagingConditions.UNKNOWN, OptionalDouble.empty(), Optional.empty())
                .estimate(millions)
                .frameInterval();

        // Then
        assertThat(interval.orElseThrow()).isCloseTo(seconds, within(1e-6));
    }

    @Test
    void momentsOfTenMillionLongTracksOfFastParticlesFit() {
        // Given
        ObservedTrajectory track =
                BrownianSimulator.withSeed(1).observe(31 * 31 / 2.0, 1000, new Camera(1, 0, 0, 0, 0, 1, 0));
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder();
        ExponentStatistics.add(track, sums);

        // When
        SufficientStatistics ofGroup = doubled(sums.build(), 21);

        // Then
        for (int place = 0; place < ofGroup.size(); place++) {
            assertThat(ofGroup.value(place)).isNotIn(Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private static SufficientStatistics doubled(SufficientStatistics sums, int times) {
        SufficientStatistics result = sums;
        for (int doubling = 0; doubling < times; doubling++) {
            result = result.plus(result);
        }
        return result;
    }
}
