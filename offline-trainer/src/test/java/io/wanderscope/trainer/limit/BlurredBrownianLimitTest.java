package io.wanderscope.trainer.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlurredBrownianLimitTest {
    @Test
    void longerTracksAreRecognisedMoreOften() {
        // When
        BlurredBrownianLimit at20 = BlurredBrownianLimit.of(3, 400, 20);
        BlurredBrownianLimit at300 = BlurredBrownianLimit.of(3, 400, 300);

        // Then
        assertThat(at300.wrong().value()).isBetween(0.02, at20.wrong().value() - 0.05);
        assertThat(at20.convinced().value())
                .isPositive()
                .isLessThanOrEqualTo(at20.wrong().value());
    }

    @Test
    void theSameSeedGivesTheSameResult() {
        // When
        BlurredBrownianLimit first = BlurredBrownianLimit.of(4, 100, 30);

        // Then
        assertThat(first).isEqualTo(BlurredBrownianLimit.of(4, 100, 30));
    }
}
