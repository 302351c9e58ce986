package io.wanderscope.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class SaliencyColoursTest {

    @Test
    void runsFromBlueThroughGreyToRed() {
        // Given the two ends and the middle, when
        Color against = SaliencyColours.of(-1);
        Color silent = SaliencyColours.of(0);
        Color speaking = SaliencyColours.of(1);

        // Then
        assertThat(against.getBlue()).isGreaterThan(against.getRed() + 80);
        assertThat(speaking.getRed()).isGreaterThan(speaking.getBlue() + 80);
        assertThat(Math.abs(silent.getRed() - silent.getBlue())).isLessThan(15);
    }

    @Test
    void scalesWeightsToTheLargestMagnitudeAndKeepsTheirSigns() {
        // Given
        float[] weights = {1f, -4f, 0f, 2f};

        // When
        double[] scaled = SaliencyColours.scaled(weights);

        // Then
        assertThat(scaled).containsExactly(0.25, -1, 0, 0.5);
    }

    @Test
    void leavesWeightsThatSayNothingAtZero() {
        // Given
        float[] weights = {0f, Float.NaN, 0f, Float.NEGATIVE_INFINITY};

        // When
        double[] scaled = SaliencyColours.scaled(weights);

        // Then
        assertThat(scaled).containsExactly(0, 0, 0, 0);
    }
}
