package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendTimesTest {
    private final SendTimes times = new SendTimes();

    @Test
    void everyPositionHasTheTimeAtWhichItWasDue() {
        // When
        for (int frame = 7; frame < 107; frame++) {
            times.put("a/1", frame, 1_000 + frame);
        }

        // Then
        assertThat(times.of("a/1", 7)).hasValue(1_007);
        assertThat(times.of("a/1", 106)).hasValue(1_106);
        assertThat(times.of("a/1", 6)).isEmpty();
        assertThat(times.of("a/1", 107)).isEmpty();
        assertThat(times.of("a/2", 7)).isEmpty();
    }

    @Test
    void aTrackThatHasEndedIsForgotten() {
        // Given
        times.put("a/1", 0, 77);

        // When
        times.remove("a/1");

        // Then
        assertThat(times.of("a/1", 0)).isEmpty();
    }
}
