package io.wanderscope.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.verification.chaos.Fault;
import io.wanderscope.verification.chaos.Standstill;
import io.wanderscope.verification.chaos.UnexpectedExit;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the report of a chaos run says, and whether it counts as kept. */
class ChaosReportTest {
    private static final Truth TRUTH = new Truth(Map.of(), Map.of());
    private static final Observed OBSERVED = new Observed(List.of(), List.of(), List.of());

    private static ChaosReport report(UnexpectedExit... exits) {
        return new ChaosReport(
                TRUTH,
                OBSERVED,
                Map.of(Fault.KILL, 2),
                2,
                1,
                List.of(Duration.ofMillis(4100), Duration.ofMillis(3000), Duration.ofMillis(10_500)),
                List.of(exits),
                List.of(new Standstill(List.of("labels-0 is processed to offset 3 of 5"))),
                new GuaranteeTable(Guarantee.all(LiveWhenBehind.LATEST), TRUTH, OBSERVED));
    }

    @Test
    void isNotKeptWhenAnInstanceExitedUnexpectedlyAndSaysHow() {
        // Given
        UnexpectedExit exit = new UnexpectedExit("instance-2", Instant.EPOCH, 1, "wanderscope run: the cause");

        // When
        ChaosReport report = report(exit);

        // Then
        assertThat(report.guarantees().isKept()).isTrue();
        assertThat(report.isKept()).isFalse();
        assertThat(report.toString().lines())
                .contains(
                        "unexpected exits                     1",
                        "    instance-2, found at 1970-01-01T00:00:00Z: exit code 1, last line: wanderscope run: the cause");
    }

    @Test
    void isKeptWhenAllInstancesExitedAsOrdered() {
        // When
        ChaosReport report = report();

        // Then
        assertThat(report.isKept()).isTrue();
        assertThat(report.toString().lines())
                .contains(
                        "instances killed                     2",
                        "of them while they owned partitions  1",
                        "instances that left                  0",
                        "instances upgraded                   2",
                        "unexpected exits                     0",
                        "output was missing, and no more came:",
                        "    labels-0 is processed to offset 3 of 5",
                        "first result after losing one of two median 4.1 s, longest 10.5 s, of 3");
    }
}
