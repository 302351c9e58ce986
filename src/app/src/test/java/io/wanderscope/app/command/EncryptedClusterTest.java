package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.EncryptedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TLS settings of a configuration file reach every client of a run, including its check of the cluster. */
@Tag("broker")
class EncryptedClusterTest {
    @TempDir
    private static Path certificates;

    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    @BeforeAll
    static void start() throws Exception {
        broker = EncryptedBroker.start(certificates);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void classifiesOnAClusterWithATrustedCertificate() throws Exception {
        // Given
        Path config = configuration(EncryptedBroker.trust(certificates));

        // When
        try (StartedCommand run = new StartedCommand("run", "--config", config)) {
            int published = typed.execute("simulate", "--config", config, "--tracks", 1, "--speed", 0);

            // Then
            assertThat(published).as(typed.err()).isZero();
            run.awaitAnswer("metrics", "status=\"FINAL\"} 1.0");
        }
    }

    @Test
    void reportsAnUntrustedCertificateInOneLine() throws Exception {
        // Given
        Path config = configuration(List.of());

        // When
        int exit = typed.execute("run", "--config", config);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .startsWith("wanderscope run: the TLS handshake with the cluster failed (")
                .endsWith("check ssl.truststore.*, ssl.keystore.* and the names in the certificates\n")
                .hasLineCount(1);
    }

    private Path configuration(List<String> trust) throws Exception {
        List<String> lines = new ArrayList<>(EncryptedBroker.client(broker));
        lines.addAll(trust);
        lines.addAll(List.of("topics.create=true", "metrics.port=0", "state.dir=" + folder.resolve("state")));
        return Files.write(folder.resolve("a.properties"), lines);
    }
}
