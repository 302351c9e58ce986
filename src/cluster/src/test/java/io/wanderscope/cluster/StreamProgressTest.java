package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.StreamProgress.Observation;
import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The progress of stream threads, on a clock that the test moves. */
class StreamProgressTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Duration now = Duration.ZERO;
    private final StreamProgress progress = new StreamProgress(new Clocks(() -> BEGIN.plus(now), () -> now.toNanos()));

    private void observe(Duration time, Map<String, Observation> threads) {
        now = time;
        progress.observe(threads);
    }

    @Test
    void namesTheThreadForWhichRecordsWaitInVain() {
        // Given
        observe(Duration.ZERO, Map.of("one", new Observation(5, true), "two", new Observation(5, true)));
        observe(Duration.ofSeconds(3), Map.of("one", new Observation(6, true), "two", new Observation(6, true)));

        // When
        observe(
                Duration.ofSeconds(3).plus(StreamProgress.PATIENCE),
                Map.of("one", new Observation(7, true), "two", new Observation(6, true)));

        // Then
        assertThat(progress.problem())
                .hasValue("records wait, and the thread two has processed none since 2026-01-01T00:00:03Z");
    }

    @Test
    void aThreadWithNothingToDoMayStandStill() {
        // Given
        observe(Duration.ZERO, Map.of("one", new Observation(5, true)));

        // When
        observe(StreamProgress.PATIENCE, Map.of("one", new Observation(5, false)));

        // Then
        assertThat(progress.problem()).isEmpty();
    }

    @Test
    void aThreadThatIsGoneIsForgotten() {
        // Given
        observe(Duration.ZERO, Map.of("one", new Observation(5, true)));

        // When
        observe(StreamProgress.PATIENCE, Map.of("two", new Observation(0, true)));

        // Then
        assertThat(progress.problem()).isEmpty();
    }
}
