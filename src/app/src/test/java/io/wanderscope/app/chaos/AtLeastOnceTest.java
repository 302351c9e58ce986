package io.wanderscope.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.verification.chaos.AcquisitionFeed;
import io.wanderscope.verification.chaos.ChaosCluster;
import io.wanderscope.verification.chaos.Instance;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantees that remain with {@code processing.guarantee=at_least_once}, after crashes on a real broker. */
@Tag("chaos")
class AtLeastOnceTest {
    @TempDir
    private Path logs;

    @Test
    void nothingIsMissingAfterCrashes() throws Exception {
        // Given
        Map<String, String> atLeastOnce = Map.of("processing.guarantee", "at_least_once");
        try (ChaosCluster cluster =
                        ChaosCluster.start(1, WanderscopeProgram.loggingTo(logs), 300, atLeastOnce, Clocks.system());
                AcquisitionFeed feed = cluster.feed(12)) {
            cluster.startInstances();
            cluster.awaitShared(cluster.instances());

            // When
            for (Instance instance : cluster.instances()) {
                cluster.kill(instance);
                instance.start();
            }

            // Then
            Truth truth = feed.finish();
            Observed observed = cluster.awaitResults(truth);
            GuaranteeTable table = new GuaranteeTable(Guarantee.atLeastOnce(), truth, observed);
            assertThat(table.isKept()).as(table.toString()).isTrue();
            assertThat(cluster.unexpectedExits()).isEmpty();
        }
    }
}
