package io.wanderscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    private final LearningRate rate = new LearningRate(3e-3, 200);

    @Test
    void warmsUpDecaysAndEndsAtZero() {
        // When
        double first = rate.of(0, 1000);
        double peak = rate.of(199, 1000);
        double middle = rate.of(600, 1000);
        double end = rate.of(1000, 1000);

        // Then
        assertThat(first).isCloseTo(3e-3 / 200, within(1e-12));
        assertThat(peak).isEqualTo(3e-3);
        assertThat(middle).isCloseTo(1.5e-3, within(1e-12));
        assertThat(end).isCloseTo(0, within(1e-12));
    }

    @Test
    void doesNotDependOnTheLengthOfTheRunDuringWarmUp() {
        // When
        double unknown = rate.of(150, 0);

        // Then
        assertThat(unknown).isEqualTo(rate.of(150, 123_456));
    }
}
