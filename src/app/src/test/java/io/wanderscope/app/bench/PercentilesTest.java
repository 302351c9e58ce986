package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentilesTest {
    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.5, 50", "0.9, 90", "0.99, 99", "0.991, 100", "1, 100"})
    void aPercentileIsTheNearestRank(double share, double expected) {
        // Given the numbers from 1 to 100, the largest first
        Percentiles percentiles = new Percentiles(
                IntStream.rangeClosed(1, 100).mapToDouble(each -> 101 - each).toArray());

        // When
        double found = percentiles.at(share);

        // Then
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void everyPercentileOfOneValueIsThatValue() {
        // When
        Percentiles percentiles = new Percentiles(new double[] {7});

        // Then
        assertThat(percentiles.at(0.001)).isEqualTo(7);
        assertThat(percentiles.median()).isEqualTo(7);
        assertThat(percentiles.maximum()).isEqualTo(7);
    }

    @Test
    void theMedianOfFourIsTheSecond() {
        // When
        Percentiles percentiles = new Percentiles(new double[] {9, 1, 5, 3});

        // Then
        assertThat(percentiles.median()).isEqualTo(3);
        assertThat(percentiles.maximum()).isEqualTo(9);
    }

    @Test
    void laterChangesOfTheSampleChangeNothing() {
        // Given
        double[] sample = {1, 2};
        Percentiles percentiles = new Percentiles(sample);

        // When
        sample[0] = 5;

        // Then
        assertThat(percentiles.median()).isEqualTo(1);
    }

    @Test
    void anEmptySampleHasNone() {
        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Percentiles(new double[0]))
                .withMessage("an empty sample has no percentiles");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.001, Double.NaN})
    void aShareOutOfRangeIsRefused(double share) {
        // Given
        Percentiles percentiles = new Percentiles(new double[] {1});

        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> percentiles.at(share))
                .withMessageContaining("above 0 and at most 1, got " + share);
    }
}
