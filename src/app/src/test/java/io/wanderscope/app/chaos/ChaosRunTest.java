package io.wanderscope.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.verification.ChaosPlan;
import io.wanderscope.verification.ChaosReport;
import io.wanderscope.verification.ChaosRun;
import io.wanderscope.verification.chaos.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.GroupProtocol;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short {@code wanderscope chaos}: real processes, the real model, every kind of fault. */
@Tag("chaos")
class ChaosRunTest {
    @TempDir
    private Path logs;

    @Test
    void losesAndDuplicatesNothingWhateverTheFaults() throws Exception {
        // Given no time, so that only the faults come with which every schedule begins. With this seed the broker
        // restarts and an instance leaves first, while no instance is starting: one that starts before the broker is
        // ready exits by itself, which would count as an unexpected exit
        ChaosPlan plan = new ChaosPlan(
                Duration.ZERO, 3, 300, Duration.ofSeconds(3), 27, LiveWhenBehind.ALL, GroupProtocol.CLASSIC);

        // When
        ChaosReport report = ChaosRun.run(
                plan, WanderscopeProgram.loggingTo(logs), new PrintWriter(new StringWriter()), Clocks.system());

        // Then
        assertThat(report.isKept()).as(report.toString()).isTrue();
        assertThat(report.faults()).containsOnlyKeys(Fault.values());
        assertThat(report.faults().get(Fault.KILL)).isGreaterThanOrEqualTo(3);
        assertThat(report.takeovers()).isNotEmpty();
        assertThat(report.truth().positions()).isPositive();
    }
}
