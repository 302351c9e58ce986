package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} binds its port before anything else. */
@Tag("broker")
class RunTest {
    @TempDir
    private Path folder;

    @Test
    void aPortInUseIsReportedWithItsKeyAndTheClusterStaysUntouched() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ServerSocket taken = new ServerSocket(0)) {
            // Given
            Path config = configuration(broker.bootstrapServers(), taken.getLocalPort());
            TypedCommands typed = new TypedCommands();

            // When
            int exit = typed.execute("run", "--config", config);

            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(typed.err())
                    .contains("the port is in use", "change metrics.port or http.host in " + config)
                    .hasLineCount(1);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThat(admin.listGroups().all().get()).isEmpty();
                assertThat(admin.listTopics().names().get()).isEmpty();
            }
        }
    }

    @Test
    void healthReportsStartingWhileTheClusterIsUnreachable() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // Given
            Path config = configuration("127.0.0.1:" + silent.getLocalPort(), 0);

            // When
            try (StartedCommand run = new StartedCommand("run", "--config", config)) {
                String ready = run.get("health/ready");

                // Then
                assertThat(ready).contains("\"down\"", "it is starting");
            }
        }
    }

    private Path configuration(String brokers, int port) throws Exception {
        return Files.writeString(
                folder.resolve("a.properties"),
                "bootstrap.servers=" + brokers + "\nmetrics.port=" + port + "\ntopics.create=true\nstate.dir="
                        + folder.resolve("state") + "\n");
    }
}
