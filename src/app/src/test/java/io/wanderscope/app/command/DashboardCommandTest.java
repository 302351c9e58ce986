package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.SimulatedMicroscope;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dashboard}, and the health of {@code run}, on an existing cluster. */
@Tag("broker")
class DashboardCommandTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();

    @TempDir
    private Path folder;

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    private final TypedCommands commands = new TypedCommands();

    @AfterEach
    void stop() {
        broker.close();
    }

    private Path configuration(String... entries) throws IOException {
        Path file = folder.resolve("wanderscope.properties");
        Files.write(
                file,
                Stream.concat(Stream.of("bootstrap.servers=" + broker.bootstrapServers()), Stream.of(entries))
                        .toList());
        return file;
    }

    private void publish(int records) {
        SimulatedMicroscope microscope =
                new SimulatedMicroscope(new SimulatedMicroscope.Plan("cell", 5, 0.1, 0, 0.05), 1, Instant.now());
        Iterator<ParticlePosition> endless = microscope.iterator();
        List<ParticlePosition> positions =
                Stream.generate(endless::next).limit(records).toList();
        try (PacedPublisher<ParticlePosition> publisher = PacedPublisher.open(
                client, RecordType.POSITIONS, TOPICS.positions(), WireFormat.singleObject(), System::nanoTime)) {
            publisher.publish(positions, Double.POSITIVE_INFINITY, published -> {});
        }
    }

    @Test
    void waitsForTopicsThatDoNotExistYet() throws Exception {
        // Given
        try (StartedCommand dashboard =
                new StartedCommand("dashboard", "--config", configuration("dashboard.port=0"))) {
            dashboard.awaitAnswer("health/ready", "the cluster has no topic");

            // When
            RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(2));
            publish(50);

            // Then
            dashboard.awaitAnswer("api/acquisitions", "\"cell\"");
            dashboard.awaitAnswer("health/ready", "up");
        }
    }

    @Test
    void showsTheRecentPastAfterAStartAndSurvivesUnreadableRecords() throws Exception {
        // Given
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(2));
        publish(50);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(TOPICS.labels(), nonsense, nonsense))
                    .get(30, TimeUnit.SECONDS);
        }

        // When
        try (StartedCommand dashboard =
                new StartedCommand("dashboard", "--config", configuration("dashboard.port=0"))) {
            // Then
            dashboard.awaitAnswer("api/acquisitions", "\"live_tracks\":5");
            dashboard.awaitAnswer(
                    "metrics", "wanderscope_dashboard_records_unreadable_total{topic=\"trajectory-labels\"} 1.0");
            dashboard.awaitAnswer("health/ready", "up");
        }
    }

    @Test
    void needsNoModelBeforeATrackIsToBeExplained() throws Exception {
        // Given
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(2));

        // When
        try (StartedCommand dashboard = new StartedCommand(
                "dashboard", "--config", configuration("dashboard.port=0", "model.path=none.onnx"))) {
            // Then
            dashboard.awaitAnswer("health/ready", "up");
        }
    }

    @Test
    void runServesItsHealthAndMetrics() throws Exception {
        // Given
        Path configuration =
                configuration("metrics.port=0", "topics.create=true", "state.dir=" + folder.resolve("state"));

        // When
        try (StartedCommand run = new StartedCommand("run", "--config", configuration)) {
            publish(50);

            // Then
            run.awaitAnswer("health/ready", "up");
            run.awaitAnswer("metrics", "wanderscope_positions_total 50.0");
            assertThat(run.get("metrics")).contains("wanderscope_model{", "provider=\"cpu\"");
            assertThat(run.get("")).contains("\"status\":404");
        }
    }

    @Test
    void aPortInUseIsReportedWithItsKey() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0)) {
            Path configuration = configuration("dashboard.port=" + taken.getLocalPort());

            // When
            int code = commands.execute("dashboard", "--config", configuration);

            // Then
            assertThat(code).isEqualTo(1);
            assertThat(commands.err())
                    .contains("the port is in use", "change dashboard.port or http.host in " + configuration)
                    .hasLineCount(1);
        }
    }
}
