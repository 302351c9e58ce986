package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.http.Refusals.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final AtomicLong clock = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Refusals refusals = new Refusals(metrics, clock::get);

    @Test
    void theFirstIsLoggedAtOnce() {
        // Given
        refusals.count(Reason.HOST);

        // When
        Optional<String> logged = refusals.toLog();

        // Then
        assertThat(logged).hasValue("host=1");
    }

    @Test
    void furtherOnesAreLoggedTogetherAMinuteLater() {
        // Given
        refusals.count(Reason.HOST);
        refusals.toLog();
        for (int refusal = 0; refusal < 1_000; refusal++) {
            refusals.count(Reason.HOST);
        }
        refusals.count(Reason.TOKEN);

        // When
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        Optional<String> tooEarly = refusals.toLog();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        Optional<String> logged = refusals.toLog();

        // Then
        assertThat(tooEarly).isEmpty();
        assertThat(logged).hasValue("host=1000 token=1");
        assertThat(refusals.toLog()).isEmpty();
    }

    @Test
    void allAreCountedByTheirReason() {
        // When
        refusals.count(Reason.HOST);
        refusals.count(Reason.HOST);
        refusals.count(Reason.READING);

        // Then
        assertThat(metrics.counter("wanderscope.http.refused", "reason", "host").count())
                .isEqualTo(2);
        assertThat(metrics.counter("wanderscope.http.refused", "reason", "reading")
                        .count())
                .isEqualTo(1);
    }
}
