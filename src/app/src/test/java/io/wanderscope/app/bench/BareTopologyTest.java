package io.wanderscope.app.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.app.terminal.CommandFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareTopologyTest {
    @TempDir
    private Path state;

    @Test
    void aStallSaysWhatStalledForHowLongAndWhatToDo() {
        // Given a cluster that does not answer, and a clock that moves by more than a minute each time it is read
        Map<String, Object> entries = Map.of(
                "application.id", "bare",
                "bootstrap.servers", "127.0.0.1:1",
                "state.dir", state.toString());
        AtomicLong time = new AtomicLong();
        long step = Duration.ofSeconds(61).toNanos();

        // When
        assertThatThrownBy(() -> new BareTopology("positions")
                        .run(
                                entries,
                                100,
                                Duration.ofHours(1),
                                new CpuMeter(Set.of(), "bare"),
                                () -> time.getAndAdd(step),
                                new Stop()))
                // Then
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("the bare topology, which counts the records of positions for comparison, has"
                        + " counted nothing for 60 s, in state ")
                .hasMessageContaining(", after 0 of 25 records; check that the broker still runs");
    }
}
