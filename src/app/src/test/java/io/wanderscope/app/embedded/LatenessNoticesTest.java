package io.wanderscope.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.schema.ResultStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatenessNoticesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StringWriter printed = new StringWriter();
    private final AtomicLong nanoTime = new AtomicLong();
    private final LatenessNotices notices = new LatenessNotices(
            registry, "40 particles", "try --particles 10", new PrintWriter(printed), nanoTime::get);

    @AfterEach
    void close() {
        notices.close();
    }

    @Test
    void nameTheDelayAndTheRemedy() {
        // Given
        lookAfter(ResultStatus.LIVE, Duration.ofSeconds(150));

        // When
        lookAfter(ResultStatus.LIVE, Duration.ofSeconds(160));

        // Then
        assertThat(printed.toString().lines())
                .containsExactly(
                        "this machine is too slow for 40 particles: results are 2.7 min late; try --particles 10");
    }

    @Test
    void comeAtMostOnceAMinute() {
        // When
        for (int look = 0; look <= 12; look++) {
            lookAfter(ResultStatus.LIVE, Duration.ofSeconds(10 + look));
        }

        // Then the first look has nothing to compare with
        assertThat(printed.toString().lines()).hasSize(2).first().asString().contains("results are 11 s late");
    }

    @Test
    void doNotComeWhileResultsCatchUp() {
        // When
        lookAfter(ResultStatus.LIVE, Duration.ofSeconds(30));
        lookAfter(ResultStatus.LIVE, Duration.ofSeconds(20));
        lookAfter(ResultStatus.LIVE, Duration.ofSeconds(4));
        lookAfter(ResultStatus.LIVE, Duration.ofSeconds(4));

        // Then
        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void leaveOutFinalResultsWhichMayHaveWaitedForSilence() {
        // When
        lookAfter(ResultStatus.FINAL, Duration.ofSeconds(30));
        lookAfter(ResultStatus.FINAL, Duration.ofSeconds(40));

        // Then
        assertThat(printed.toString()).isEmpty();
    }

    /** Two results of this delay arrive, and ten seconds later the notices look. */
    private void lookAfter(ResultStatus status, Duration delay) {
        Timer latency = registry.timer("wanderscope.latency", "status", status.name());
        latency.record(delay);
        latency.record(delay);
        nanoTime.addAndGet(Duration.ofSeconds(10).toNanos());
        notices.look();
    }
}
