package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {
    private final ManualTime time = new ManualTime();
    private final Polling polling = new Polling(time, Duration.ofSeconds(1), Duration.ofMillis(100));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void givesAGoodAnswerAtOnce() {
        // When
        int answer = polling.until(number -> number == 1, asked::incrementAndGet);

        // Then
        assertThat(answer).isOne();
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void asksAgainAfterEachInterval() {
        // When
        int answer = polling.until(number -> number == 4, asked::incrementAndGet);

        // Then
        assertThat(answer).isEqualTo(4);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void givesTheLastAnswerWhenTimeIsUp() {
        // When
        int answer = polling.until(number -> false, asked::incrementAndGet);

        // Then
        assertThat(answer).isEqualTo(11);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }
}
