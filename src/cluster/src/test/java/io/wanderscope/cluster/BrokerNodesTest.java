package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configurations of brokers that are processes of their own. */
class BrokerNodesTest {
    private static final List<String> INTERNAL = List.of("transaction.state.log", "share.coordinator.state.topic");

    @TempDir
    private Path directory;

    private List<Properties> prepared(int number) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("of-" + number));
        List<Properties> nodes = new ArrayList<>();
        for (Path file : BrokerNodes.prepare(number, folder).configurations()) {
            try (Reader reader = Files.newBufferedReader(file)) {
                Properties node = new Properties();
                node.load(reader);
                nodes.add(node);
            }
        }
        return nodes;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2"})
    void keepAReplicaEachAndWriteWhatAllButOneHave(int number, String inSync) throws IOException {
        // When
        List<Properties> nodes = prepared(number);

        // Then
        assertThat(nodes).hasSize(number).allSatisfy(node -> {
            assertThat(node.getProperty("default.replication.factor")).isEqualTo(Integer.toString(number));
            assertThat(node.getProperty("offsets.topic.replication.factor")).isEqualTo(Integer.toString(number));
            assertThat(node.getProperty("min.insync.replicas")).isEqualTo(inSync);
            assertThat(INTERNAL).allSatisfy(topic -> {
                assertThat(node.getProperty(topic + ".replication.factor")).isEqualTo(Integer.toString(number));
                assertThat(node.getProperty(topic + ".min.isr")).isEqualTo(inSync);
            });
        });
    }

    @Test
    void loseANodeSoonWhereOthersReplaceItAndNeverWhereItIsAlone() throws IOException {
        // When
        List<Properties> alone = prepared(1);
        List<Properties> several = prepared(3);

        // Then
        assertThat(alone).allSatisfy(node -> assertThat(session(node)).isGreaterThan(Duration.ofDays(7)));
        assertThat(several).allSatisfy(node -> assertThat(session(node)).isLessThan(Duration.ofSeconds(9)));
    }

    /** Silence after which a broker counts as lost. */
    private static Duration session(Properties node) {
        return Duration.ofMillis(Long.parseLong(node.getProperty("broker.session.timeout.ms")));
    }

    @Test
    void haveAddressesAndDataOfTheirOwnInOneCluster() throws IOException {
        // When
        List<Properties> nodes = prepared(3);

        // Then
        assertThat(nodes).extracting(node -> node.getProperty("node.id")).containsExactly("1", "2", "3");
        assertThat(nodes).extracting(node -> node.getProperty("listeners")).doesNotHaveDuplicates();
        assertThat(nodes).extracting(node -> node.getProperty("log.dirs")).doesNotHaveDuplicates();
        assertThat(nodes)
                .extracting(node -> node.getProperty("controller.quorum.voters"))
                .containsOnly(nodes.get(0).getProperty("controller.quorum.voters"));
    }
}
