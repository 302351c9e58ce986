package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The number of times that threads were shut out, on a clock that the test moves. */
class FencingsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Duration now = Duration.ZERO;
    private final Fencings fencings = new Fencings(2, new Clocks(() -> BEGIN.plus(now), () -> now.toNanos()));

    private void count(int times) {
        for (int time = 0; time < times; time++) {
            fencings.count();
        }
    }

    @Test
    void eachThreadMayBeShutOutTwice() {
        // When
        count(2 * Fencings.PER_THREAD);

        // Then
        assertThat(fencings.reason()).isEmpty();
    }

    @Test
    void moreThanThatIsRepeatedAndSaysSinceWhen() {
        // Given
        now = Duration.ofSeconds(2);

        // When
        count(2 * Fencings.PER_THREAD + 1);

        // Then
        assertThat(fencings.reason())
                .hasValueSatisfying(text -> assertThat(text).contains("5 times since 2026-01-01T00:00:02Z"));
    }

    @Test
    void theyAreForgottenAfterTheirPeriod() {
        // Given
        count(2 * Fencings.PER_THREAD + 1);

        // When
        now = Fencings.PERIOD.plusNanos(1);

        // Then
        assertThat(fencings.reason()).isEmpty();
    }
}
