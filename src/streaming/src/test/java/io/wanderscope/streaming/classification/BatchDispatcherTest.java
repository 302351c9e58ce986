package io.wanderscope.streaming.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a result is overdue; {@link BatchingTest} shows the batches on a topology. */
class BatchDispatcherTest {
    private static final Duration LINGER = Duration.ofSeconds(10);

    @Test
    void dispatchesWithoutWaitingForAClockThatWasSetBack() {
        // Given
        long since = 1_000_000;

        // When
        boolean expired = BatchDispatcher.hasLingerExpired(since, since - 1, LINGER.toMillis());

        // Then
        assertThat(expired).isTrue();
        assertThat(BatchDispatcher.hasLingerExpired(since, since, LINGER.toMillis()))
                .isFalse();
    }
}
