package io.wanderscope.dashboard.live;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameClockTest {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final FrameClock clock = new FrameClock();

    /** Observes frames from 0, each at the time of its exposure. */
    private void see(int frames, Instant begin) {
        for (int frame = 0; frame < frames; frame++) {
            Instant time = begin.plus(INTERVAL.multipliedBy(frame));
            clock.observe(frame, time, time);
        }
    }

    @Test
    void aLateFrameChangesNothing() {
        // Given
        see(100, BEGIN);

        // When
        clock.observe(97, BEGIN.plus(INTERVAL.multipliedBy(97)), BEGIN.plus(INTERVAL.multipliedBy(99)));

        // Then
        assertThat(clock.lastFrame()).isEqualTo(99);
        assertThat(clock.frameIntervalMilliseconds()).isEqualTo(50);
    }

    @Test
    void positionsCenturiesApartAreMeasured() {
        // Given
        clock.observe(0, Instant.parse("1600-01-01T00:00:00Z"), BEGIN);

        // When
        clock.observe(1, Instant.parse("2026-01-01T00:00:00Z"), BEGIN);

        // Then
        assertThat(clock.frameIntervalMilliseconds()).isGreaterThan(1e13);
    }

    @Test
    void framesStartAgainWhenTheNameIsReused() {
        // Given
        see(1_000, BEGIN);
        Instant again = BEGIN.plusSeconds(3_600);

        // When
        see(3, again);

        // Then
        assertThat(clock.lastFrame()).isEqualTo(2);
        assertThat(clock.lastTime()).isEqualTo(again.plusMillis(100).toEpochMilli());
        assertThat(clock.frameIntervalMilliseconds()).isEqualTo(50);
        assertThat(clock.firstTime()).isEqualTo(BEGIN.toEpochMilli());
    }

    @Test
    void aWronglyNumberedFrameIsForgotten() {
        // Given
        see(10, BEGIN);
        clock.observe(Long.MAX_VALUE, BEGIN.plusMillis(500), BEGIN.plusMillis(500));

        // When
        see(100, BEGIN);

        // Then
        assertThat(clock.lastFrame()).isEqualTo(99);
        assertThat(clock.frameIntervalMilliseconds()).isEqualTo(50);
    }

    @Test
    void aFrameFromTheFutureIsForgottenWhenNoneFollows() {
        // Given
        see(10, BEGIN);
        clock.observe(1_000_000, Instant.parse("9999-01-01T00:00:00Z"), BEGIN.plusMillis(500));

        // When
        see(300, BEGIN);

        // Then
        assertThat(clock.lastFrame()).isEqualTo(299);
        assertThat(clock.frameIntervalMilliseconds()).isEqualTo(50);
    }
}
