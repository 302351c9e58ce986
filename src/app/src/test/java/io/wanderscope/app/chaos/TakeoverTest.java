package io.wanderscope.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.verification.chaos.AcquisitionFeed;
import io.wanderscope.verification.chaos.ChaosCluster;
import io.wanderscope.verification.chaos.Instance;
import io.wanderscope.verification.chaos.Loss;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, separate processes, share the partitions; when one is lost, the other takes them all over. */
@Tag("chaos")
class TakeoverTest {
    private static final Set<Integer> ALL =
            IntStream.range(0, ChaosCluster.PARTITIONS).boxed().collect(Collectors.toSet());

    @TempDir
    private Path logs;

    @Test
    void theSurvivorOwnsAllPartitionsAndNothingIsLost() throws Exception {
        // Given two instances that own the partitions between them
        try (ChaosCluster cluster =
                        ChaosCluster.start(1, WanderscopeProgram.loggingTo(logs), 300, Map.of(), Clocks.system());
                AcquisitionFeed feed = cluster.feed(11)) {
            cluster.startInstances();
            cluster.awaitShared(cluster.instances());
            Instance survivor = cluster.instances().get(0);

            // When one is killed for good
            Loss loss = cluster.kill(cluster.instances().get(1));

            // Then
            assertThat(loss.partitions()).isNotEmpty().isNotEqualTo(ALL);
            cluster.awaitShared(List.of(survivor));
            assertThat(cluster.partitionsOf(survivor)).isEqualTo(ALL);
            Truth truth = feed.finish();
            Observed observed = cluster.awaitResults(truth);
            GuaranteeTable table =
                    new GuaranteeTable(Guarantee.all(StreamSettings.defaults().liveWhenBehind()), truth, observed);
            assertThat(table.isKept()).as(table.toString()).isTrue();
            assertThat(loss.takeover(observed)).isPresent();
            assertThat(cluster.unexpectedExits()).isEmpty();
        }
    }
}
