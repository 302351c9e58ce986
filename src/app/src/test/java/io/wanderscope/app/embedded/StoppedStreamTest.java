package io.wanderscope.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.cluster.Lack;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoppedStreamTest {
    private static final String FAILURE = "the stream has stopped: TimeoutException: no answer";
    private static final Optional<Lack> GONE = Optional.of(new Lack(Lack.Kind.DISK, "the broker's folder is gone"));

    @Test
    void theBrokersDiskExplainsWhatItsClientsSay() {
        // When
        CommandFailure failure = StoppedStream.failure(FAILURE, Optional.empty(), () -> GONE);

        // Then
        assertThat(failure).hasMessage("the broker's folder is gone");
        assertThat(failure.exitCode()).isEqualTo(ThreadDeaths.DISK_FAILED);
    }

    @Test
    void whatTheStreamItselfLacksComesFirst() {
        // Given
        Lack memory = new Lack(Lack.Kind.MEMORY, "no memory");

        // When
        CommandFailure failure = StoppedStream.failure(FAILURE, Optional.of(memory), () -> GONE);

        // Then
        assertThat(failure).hasMessage(FAILURE);
        assertThat(failure.exitCode()).isEqualTo(ThreadDeaths.OUT_OF_MEMORY);
    }

    @Test
    void withoutALackItIsTheDeathOfAThread() {
        // When
        CommandFailure failure = StoppedStream.failure(FAILURE, Optional.empty(), Optional::empty);

        // Then
        assertThat(failure).hasMessage(FAILURE);
        assertThat(failure.exitCode()).isEqualTo(ThreadDeaths.EXIT_CODE);
    }
}
