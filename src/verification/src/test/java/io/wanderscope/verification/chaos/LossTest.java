package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which kills of an instance interrupted work. */
class LossTest {
    @Test
    void interruptedWorkOnlyIfTheInstanceOwnedPartitions() {
        // Given
        Loss atWork = new Loss(Instant.EPOCH, Set.of(3));
        Loss starting = new Loss(Instant.EPOCH, Set.of());

        // When
        boolean interrupted = atWork.interruptedWork();

        // Then
        assertThat(interrupted).isTrue();
        assertThat(starting.interruptedWork()).isFalse();
    }
}
