package io.wanderscope.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.verification.ChaosPlan;
import io.wanderscope.verification.ChaosReport;
import io.wanderscope.verification.ChaosRun;
import io.wanderscope.verification.chaos.Fault;
import io.wanderscope.verification.guarantees.ObservedTrigger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.GroupProtocol;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short {@code wanderscope chaos}: real processes, the real model, every kind of fault. */
@Tag("chaos")
class ChaosRunTest {
    @TempDir
    private Path logs;

    /**
     * With the second seed, a broker of three is away while an instance is killed and starts again, another while one leaves, and
     * the third while one loses its state.
     */
    @ParameterizedTest
    @CsvSource({"1, 33, false", "3, 29, true"})
    void losesAndDuplicatesNothingWhateverTheFaults(int brokers, long seed, boolean localisations) throws Exception {
        // Given no time, so that only the faults come with which every schedule begins
        ChaosPlan plan = new ChaosPlan(
                Duration.ZERO,
                3,
                300,
                Duration.ofSeconds(3),
                brokers,
                seed,
                LiveWhenBehind.ALL,
                GroupProtocol.CLASSIC,
                localisations,
                true);

        // When
        ChaosReport report = ChaosRun.run(
                plan,
                WanderscopeProgram.loggingTo(logs),
                Optional.empty(),
                new PrintWriter(new StringWriter()),
                Clocks.system());

        // Then
        assertThat(report.isKept()).as(report.toString()).isTrue();
        assertThat(report.faults()).containsOnlyKeys(Fault.values());
        assertThat(report.faults().get(Fault.KILL)).isGreaterThanOrEqualTo(3);
        assertThat(report.faults().get(Fault.BROKER_KILL)).isGreaterThanOrEqualTo(brokers);
        assertThat(report.takeovers()).isNotEmpty();
        assertThat(report.truth().positions()).isPositive();
        assertThat(report.observed().triggers())
                .extracting(ObservedTrigger::rule)
                .contains("label", "long", "ended");
    }
}
