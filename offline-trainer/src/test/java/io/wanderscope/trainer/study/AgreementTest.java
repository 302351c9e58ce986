package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.trainer.report.figure.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final double[] NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static List<Interval> exactly(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> new Interval(value, value, value))
                .toList();
    }

    @Test
    void nineRanksHaveAWideInterval() {
        // Given ranks whose squared differences sum to 48, so that the correlation is 1 − 6 · 48 / (9 · 80) = 0.6
        List<Interval> ours = exactly(5, 4, 3, 2, 1, 8, 7, 6, 9);

        // When
        Interval order = Agreement.of(ours, NINE).order();

        // Then tanh(atanh 0.6 ± 1.96 · √((1 + 0.36 / 2) / 6))
        assertThat(order.value()).isCloseTo(0.6, within(1e-9));
        assertThat(order.low()).isCloseTo(-0.174, within(1e-3));
        assertThat(order.high()).isCloseTo(0.916, within(1e-3));
    }

    @Test
    void perfectOrderIsNoCertainty() {
        // When
        Interval order = Agreement.of(exactly(NINE), NINE).order();

        // Then
        assertThat(order.value()).isEqualTo(1);
        assertThat(order.low()).isBetween(0.8, 0.99);
    }

    @Test
    void countsSignsOfIntervalsThatExcludeZero() {
        // Given
        List<Interval> ours = List.of(
                new Interval(0.3, 0.2, 0.4),
                new Interval(-0.3, -0.4, -0.2),
                new Interval(-0.1, -0.2, 0),
                new Interval(-0.3, -0.4, -0.2));

        // When
        Agreement agreement = Agreement.of(ours, new double[] {0.2, 0.3, -0.1, -0.2});

        // Then
        assertThat(agreement.text())
                .isEqualTo(
                        "2 of 4 have the paper's sign with all of their interval, 1 the other, and of 1 the interval holds 0");
    }

    @Test
    void nothingToCompareIsNoAgreement() {
        // Given
        List<Interval> none = List.of();

        // When
        Agreement agreement = Agreement.of(none, new double[0]);

        // Then
        assertThat(agreement.text()).startsWith("0 of 0 ");
    }

    @Test
    void ordersByValueNotBySize() {
        // Given the paper's order turned over
        double[] reversed =
                IntStream.range(0, 9).mapToDouble(each -> -NINE[each]).toArray();

        // When
        Interval order = Agreement.of(exactly(reversed), NINE).order();

        // Then
        assertThat(order.value()).isEqualTo(-1);
    }
}
