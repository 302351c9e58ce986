package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    private static double[] random() {
        SplittableRandom random = new SplittableRandom(1);
        double[] weights = new double[999];
        Arrays.setAll(weights, point -> random.nextGaussian());
        return weights;
    }

    @Test
    void theUnsignedMapIsThatOfDistancesFromTheMedian() {
        // Given a map that is turned over and moved
        double[] map = random();
        double[] turned = Arrays.stream(map).map(weight -> 10 - weight).toArray();

        // When
        RankCorrelation correlation = RankCorrelation.of(map, turned);

        // Then
        assertThat(correlation.signed()).isCloseTo(-1, within(1e-9));
        assertThat(correlation.unsigned()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aMapWithoutSignsIsComparedAsItIs() {
        // Given
        double[] map = random();
        double[] turned = Arrays.stream(map).map(weight -> 10 - weight).toArray();

        // When
        RankCorrelation correlation = RankCorrelation.ofUnsigned(map, turned);

        // Then
        assertThat(correlation.signed()).isCloseTo(-1, within(1e-9));
        assertThat(correlation.unsigned()).isEqualTo(correlation.signed());
    }
}
