package io.wanderscope.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.inference.ShippedModelFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounded form of {@code wanderscope chaos}: real processes, the real model, real kills. */
class ChaosRunTest {
    @TempDir
    private Path logs;

    @Test
    void losesAndDoublesNothingWhenInstancesAreKilled() throws Exception {
        // Given
        int kills = 3;
        ChaosPlan plan = new ChaosPlan(Duration.ofSeconds(10), kills, 300, Duration.ofSeconds(4), 5);

        // When
        ChaosReport report = ChaosRun.run(plan, ShippedModelFile.path(), logs, new PrintWriter(new StringWriter()));

        // Then
        assertThat(report.guarantees().isKept()).as(report.toString()).isTrue();
        assertThat(report.faults().get(Fault.KILL)).isGreaterThanOrEqualTo(kills);
        assertThat(report.truth().positions()).isPositive();
    }
}
