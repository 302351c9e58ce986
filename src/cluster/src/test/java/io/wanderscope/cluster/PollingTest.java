package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;
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
        assertThat(time.elapsed).isZero();
    }

    @Test
    void asksAgainAfterEachInterval() {
        // When
        int answer = polling.until(number -> number == 4, asked::incrementAndGet);

        // Then
        assertThat(answer).isEqualTo(4);
        assertThat(time.elapsed).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void givesTheLastAnswerWhenTimeIsUp() {
        // When
        int answer = polling.until(number -> false, asked::incrementAndGet);

        // Then
        assertThat(answer).isEqualTo(11);
        assertThat(time.elapsed).isEqualTo(Duration.ofSeconds(1));
    }

    /** Time that passes only while someone sleeps. */
    private static final class ManualTime implements Time {
        private Duration elapsed = Duration.ZERO;

        @Override
        public long milliseconds() {
            return elapsed.toMillis();
        }

        @Override
        public long nanoseconds() {
            return elapsed.toNanos();
        }

        @Override
        public void sleep(long milliseconds) {
            elapsed = elapsed.plusMillis(milliseconds);
        }

        @Override
        public void waitObject(Object object, Supplier<Boolean> condition, long deadline) {
            throw new UnsupportedOperationException();
        }
    }
}
