package io.wanderscope.streaming.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a result has lingered; {@link BatchingTest} shows the batches on a topology. */
class BatchDispatcherTest {
    private static final Duration LINGER = Duration.ofSeconds(10);

    @Test
    void leaveWithoutWaitingForAClockThatWasSetBack() {
        // Given
        long since = 1_000_000;

        // When
        boolean lingered = BatchDispatcher.hasLingered(since, since - 1, LINGER.toMillis());

        // Then
        assertThat(lingered).isTrue();
        assertThat(BatchDispatcher.hasLingered(since, since, LINGER.toMillis())).isFalse();
    }
}
