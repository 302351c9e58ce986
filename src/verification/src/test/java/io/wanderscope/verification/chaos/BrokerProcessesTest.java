package io.wanderscope.verification.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.cluster.BrokerNodes;
import io.wanderscope.cluster.Lack;
import io.wanderscope.verification.ChaosFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are processes of their own, and cannot start. */
class BrokerProcessesTest {
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    private Path logs;

    @Test
    @Tag("broker")
    void startOnOtherPortsWhereOneWasTaken() throws IOException {
        // Given
        List<BrokerNodes> prepared = new ArrayList<>();
        try (ServerSocket taken = new ServerSocket()) {
            // When
            try (BrokerProcesses cluster = BrokerProcesses.start(
                    directory -> {
                        BrokerNodes nodes = BrokerNodes.prepare(1, directory);
                        prepared.add(nodes);
                        if (prepared.size() == 1) {
                            take(taken, nodes.bootstrapServers());
                        }
                        return nodes;
                    },
                    logs)) {
                // Then
                assertThat(prepared).hasSize(2);
                BrokerNodes nodes = prepared.get(1);
                assertThat(cluster.bootstrapServers()).isEqualTo(nodes.bootstrapServers());
                assertThat(nodes.areInSync()).isTrue();
                assertThat(new BrokerNodes(nodes.configurations(), nodes.bootstrapServers() + "," + NOWHERE)
                                .areInSync())
                        .as("each address must answer by itself")
                        .isFalse();
            }
        }
    }

    @Test
    void sayWhatTheyLackAndAreNotTriedAgain() {
        // Given
        List<Path> folders = new ArrayList<>();

        // When
        assertThatThrownBy(() -> BrokerProcesses.start(
                        folder -> {
                            folders.add(folder);
                            delete(folder);
                            return new BrokerNodes(List.of(folder.resolve("broker-1.properties")), NOWHERE);
                        },
                        logs))
                // Then
                .isInstanceOfSatisfying(
                        ChaosFailure.class,
                        failure -> assertThat(failure.lack())
                                .hasValueSatisfying(
                                        lack -> assertThat(lack.kind()).isEqualTo(Lack.Kind.DISK)))
                .hasMessageStartingWith("broker 1 has ended by itself with exit code 1; what it printed is in "
                        + logs.resolve("broker-1.log") + "; its folder " + folders.get(0) + " was deleted");
        assertThat(folders).hasSize(1);
    }

    private static void take(ServerSocket socket, String address) {
        try {
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
