package io.wanderscope.trainer.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MeanTest {
    @Test
    void aShareOfAllTracksIsNotCertain() {
        // When
        Mean share = Mean.share(DoubleStream.generate(() -> 1).limit(20));

        // Then Wilson's interval begins at n / (n + 1.96²)
        assertThat(share.value()).isEqualTo(1);
        assertThat(share.interval().low()).isCloseTo(20 / (20 + 1.96 * 1.96), within(1e-5));
        assertThat(share.interval().high()).isCloseTo(1, within(1e-9));
        assertThat(share.percentWithInterval()).isEqualTo("100.0 (83.9 to 100.0)");
    }

    @Test
    void aMeanOfFiveHasTheIntervalOfStudent() {
        // When
        Mean mean = Mean.of(DoubleStream.of(-1, 1, 1, 1, 1));

        // Then
        assertThat(mean.value()).isCloseTo(0.6, within(1e-12));
        assertThat(mean.standardError()).isCloseTo(0.4, within(1e-12));
        assertThat(mean.interval().high()).isCloseTo(0.6 + 2.7764 * 0.4, within(1e-4));
    }

    @Test
    void theMeanOfNothingIsNotPrinted() {
        // When
        Mean none = Mean.share(DoubleStream.empty());

        // Then
        assertThat(none.value()).isNaN();
        assertThat(none.percentWithInterval()).isEqualTo("–");
    }
}
