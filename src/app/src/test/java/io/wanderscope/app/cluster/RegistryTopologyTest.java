package io.wanderscope.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.SimulatedAcquisition;
import io.wanderscope.app.results.ResultCollector;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.SchemaRegistry;
import io.wanderscope.wire.WireFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The contract with Kafka and a schema registry in containers. The labels are also read as any program can read them: by
 * Confluent's frame and the registry's Confluent-compatible API. Skipped without a Docker engine.
 */
@Tag("container")
class RegistryTopologyTest extends LiveTopologyContract {
    private static final int REGISTRY_PORT = 8080;
    private static final int FRAME_BYTES = 5;

    private static final StreamTopics TOPICS = new StreamTopics(
            Optional.empty(),
            "framed-positions",
            "framed-labels",
            "framed-saliency",
            "framed-composition",
            "framed-population",
            "framed-triggers",
            "framed-dead-letters");

    private static KafkaContainer kafka;
    private static GenericContainer<?> registry;

    /** Before each test, so that Maven counts what it skips. */
    @BeforeEach
    void start() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "skipped: no Docker engine is available");
        if (kafka == null) {
            kafka = new KafkaContainer(KafkaImage.name());
            kafka.start();
            registry = new GenericContainer<>("apicurio/apicurio-registry:3.0.9")
                    .withExposedPorts(REGISTRY_PORT)
                    .waitingFor(Wait.forHttp("/apis/registry/v3/system/info"));
            registry.start();
        }
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.stop();
        }
        if (registry != null) {
            registry.stop();
        }
    }

    @Override
    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    WireFormat format() {
        return WireFormat.registered(new SchemaRegistry(registryUrl(), Map.of()));
    }

    private static String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7";
    }

    @Test
    void labelsAreReadableWithOnlyTheFrameAndTheRegistry(@TempDir Path state) throws Exception {
        // Given
        Acquisition acquisition = SimulatedAcquisition.of(
                        new SimulatedAcquisition.Plan("framed", 6, 8, 40, 0.1, 0, 0.02), 5)
                .acquisition();
        Map<String, List<TrajectoryLabel>> labels = classify(acquisition, state);

        // When
        List<GenericRecord> read = readWithoutWanderscope();

        // Then
        assertThat(read)
                .extracting(label -> text(label, "track"), label -> text(label, "label"), label -> label.get("points"))
                .containsExactlyInAnyOrderElementsOf(labels.values().stream()
                        .flatMap(List::stream)
                        .map(label -> tuple(label.getTrack(), label.getLabel().name(), label.getPoints()))
                        .toList());
        assertThat(ask("/subjects"))
                .contains("\"framed-positions-value\"", "\"framed-labels-value\"", "\"framed-saliency-value\"")
                .doesNotContain("changelog", "repartition");
        assertThat(ask("/config/framed-labels-value")).contains("\"FULL_TRANSITIVE\"");
    }

    /** The labels of each track, as Wanderscope reads them. */
    private Map<String, List<TrajectoryLabel>> classify(Acquisition acquisition, Path state) throws Exception {
        Map<String, Object> client = Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(2));
        Map<String, Object> configuration = new HashMap<>(ClassificationStreamsConfig.entries());
        configuration.putAll(client);
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "framed");
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                ClassificationStreams streams = ClassificationStreams.start(
                        ClassificationTopology.build(
                                TOPICS, StreamSettings.defaults(), format(), classifier, new SimpleMeterRegistry()),
                        configuration);
                ResultCollector collector =
                        ResultCollector.open(bootstrapServers(), TOPICS, format(), List.of(acquisition));
                PacedPublisher<ParticlePosition> publisher = PacedPublisher.open(
                        client, RecordType.POSITIONS, TOPICS.positions(), format(), System::nanoTime)) {
            publisher.publish(
                    PositionSequence.playing(acquisition, Double.POSITIVE_INFINITY, Instant.now()),
                    Double.POSITIVE_INFINITY,
                    published -> {});
            return await(streams, collector);
        }
    }

    /** The labels of each track, once all have their final result. */
    private static Map<String, List<TrajectoryLabel>> await(ClassificationStreams streams, ResultCollector collector) {
        Map<String, List<TrajectoryLabel>> labels = new LinkedHashMap<>();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInSameThread()
                .failFast(() -> assertThat(streams.failure()).isEmpty())
                .untilAsserted(() -> {
                    collector.poll(result -> labels.put(result.track().track().id(), result.labels()));
                    assertThat(collector.isComplete())
                            .as("the first track without a final result: %s", collector.awaited())
                            .isTrue();
                });
        return labels;
    }

    private List<GenericRecord> readWithoutWanderscope() throws Exception {
        List<GenericRecord> records = new ArrayList<>();
        for (byte[] value : valuesOfLabels()) {
            ByteBuffer frame = ByteBuffer.wrap(value);
            assertThat(frame.get()).isZero();
            Schema schema = schemaOf(frame.getInt());
            records.add(new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(value, FRAME_BYTES, value.length - FRAME_BYTES, null)));
        }
        return records;
    }

    private List<byte[]> valuesOfLabels() {
        List<byte[]> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.labels()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static Schema schemaOf(int id) throws Exception {
        JsonNode answer = new ObjectMapper().readTree(ask("/schemas/ids/" + id));
        return new Schema.Parser().parse(answer.get("schema").asText());
    }

    private static String ask(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(registryUrl() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String text(GenericRecord record, String field) {
        return record.get(field).toString();
    }
}
