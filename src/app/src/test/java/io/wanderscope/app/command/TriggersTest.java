package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.PacedPublisher;
import io.wanderscope.app.acquisition.PositionSequence;
import io.wanderscope.app.acquisition.SimulatedAcquisition;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.ClientConfigurations;
import io.wanderscope.cluster.ClusterCheck;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers on a broker: once for each event although the stream is stopped and started, and listed by the command. */
@Tag("broker")
class TriggersTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final int TRACKS = 12;

    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();
    private EmbeddedBroker broker;
    private Map<String, Object> client;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void comeOnceForEachEventAlthoughTheStreamIsStoppedAndStarted() throws Exception {
        // Given
        Path config = configuration("trigger.ended.status=final", "trigger.levy.class=LEVY_WALK");
        run(config, () -> publish("cell"), () -> finals() >= TRACKS / 3);

        // When
        run(
                config,
                () -> publish("dish"),
                () -> finals() == 2 * TRACKS && triggers().size() >= expected().size());

        // Then
        assertThat(triggers())
                .extracting(AcquisitionTrigger::getId)
                .containsExactlyInAnyOrderElementsOf(expected())
                .hasSizeGreaterThanOrEqualTo(2 * TRACKS);
    }

    /** From the labels: a run of results that meet the rule is an event. */
    private List<String> expected() {
        Map<String, List<TrajectoryLabel>> byTrack = new TreeMap<>();
        labels().forEach(label -> byTrack.computeIfAbsent(
                        label.getAcquisition() + "/%s/" + label.getTrack(), track -> new ArrayList<>())
                .add(label));
        List<String> ids = new ArrayList<>();
        byTrack.forEach((track, labels) -> {
            labels.sort(Comparator.comparing(TrajectoryLabel::getRevision));
            boolean held = false;
            int events = 0;
            for (TrajectoryLabel label : labels) {
                boolean holds = label.getLabel() == DiffusionLabel.LEVY_WALK;
                if (holds && !held) {
                    ids.add(String.format(track, "levy/" + ++events));
                }
                held = holds;
                if (label.getStatus() == ResultStatus.FINAL) {
                    ids.add(String.format(track, "ended/1"));
                }
            }
        });
        return ids;
    }

    @Test
    void areListedForPeopleAndForPrograms() throws Exception {
        // Given
        Path config = configuration("trigger.ended.status=final");
        run(config, () -> publish("cell"), () -> triggers().size() == TRACKS);
        run(config, () -> publish("dish"), () -> triggers().size() == 2 * TRACKS);
        List<String> ids = triggers().stream().map(AcquisitionTrigger::getId).toList();
        sendNoTrigger();

        // When
        int exit = typed.execute(
                "triggers", "--config", config, "--from-beginning", "--acquisition", "cell", "--limit", TRACKS);
        TypedCommands program = new TypedCommands();
        int jsonExit =
                program.execute("triggers", "--config", config, "--from-beginning", "--json", "--limit", 2 * TRACKS);

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(typed.out().lines())
                .hasSize(TRACKS)
                .allSatisfy(line -> assertThat(line).matches("\\d{4}-\\S+Z  cell  ended  track \\d+: .*"));
        assertThat(jsonExit).as(program.err()).isZero();
        List<JsonNode> objects = new ArrayList<>();
        for (String line : program.out().lines().toList()) {
            objects.add(new JsonMapper().readTree(line));
        }
        assertThat(objects).extracting(object -> object.path("id").asText()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(objects.get(0).path("kind").asText()).isEqualTo("TRACK");
        assertThat(objects.get(0).path("points").isInt()).isTrue();
        assertThat(Instant.parse(objects.get(0).path("time").asText())).isBefore(Instant.now());
    }

    @Test
    void areListedAsTheyCome() throws Exception {
        // Given
        Path config = configuration("trigger.ended.status=final");
        run(config, () -> publish("cell"), () -> triggers().size() == TRACKS);
        Thread listing = new Thread(() -> typed.execute("triggers", "--config", config, "--limit", TRACKS));
        listing.start();

        // When
        int round = 0;
        while (listing.isAlive()) {
            int wanted = TRACKS * (++round + 1);
            String acquisition = "dish " + round;
            run(config, () -> publish(acquisition), () -> triggers().size() == wanted);
            listing.join(1_000);
        }

        // Then
        assertThat(typed.out().lines()).hasSize(TRACKS).noneMatch(line -> line.contains("  cell  "));
    }

    @Test
    void sayThatTheTopicIsMissing() throws Exception {
        // Given
        Path config = configuration();

        // When
        int exit = typed.execute("triggers", "--config", config);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err()).contains("missing on the cluster: the topics acquisition-triggers");
    }

    private void sendNoTrigger() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.triggers(), 0, null, new byte[] {1, 2, 3}))
                    .get();
        }
    }

    private Path configuration(String... rules) throws Exception {
        return Files.writeString(
                folder.resolve("a.properties"),
                String.join(
                        "\n",
                        Stream.concat(
                                        Stream.of(
                                                "bootstrap.servers=" + broker.bootstrapServers(),
                                                "state.dir=" + folder.resolve("state"),
                                                "live.when.behind=all",
                                                "confidence.minimum=0"),
                                        Stream.of(rules))
                                .toList()));
    }

    private void run(Path config, Runnable before, BooleanSupplier until) throws Exception {
        RunConfiguration configuration = RunConfiguration.read(config, config);
        assertThat(ClusterCheck.problems(
                        TOPICS,
                        configuration.settings().rules(),
                        TopicCreation.onOneBroker(2),
                        new ClientConfigurations(configuration.streams(), client, client, client)))
                .isEmpty();
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                ClassificationStreams streams = ClassificationStreams.start(
                        ClassificationTopology.build(
                                TOPICS, configuration.settings(), FORMAT, classifier, new SimpleMeterRegistry()),
                        configuration.streams())) {
            before.run();
            await("triggers")
                    .atMost(Duration.ofMinutes(2))
                    .failFast(() -> assertThat(streams.failure()).isEmpty())
                    .until(until::getAsBoolean);
        }
    }

    private void publish(String name) {
        Acquisition acquisition = SimulatedAcquisition.of(
                        new SimulatedAcquisition.Plan(name, TRACKS, 20, 60, 0.1, 0, 0.02), 3)
                .acquisition();
        try (PacedPublisher<ParticlePosition> publisher =
                PacedPublisher.open(client, RecordType.POSITIONS, TOPICS.positions(), FORMAT, System::nanoTime)) {
            publisher.publish(
                    PositionSequence.playing(acquisition, Double.POSITIVE_INFINITY, Instant.now()),
                    Double.POSITIVE_INFINITY,
                    published -> {});
        }
    }

    private long finals() {
        return labels().stream()
                .filter(label -> label.getStatus() == ResultStatus.FINAL)
                .count();
    }

    private List<TrajectoryLabel> labels() {
        return CommittedRecords.of(client, TOPICS.labels()).stream()
                .map(record ->
                        FORMAT.serde(TrajectoryLabel.class).deserializer().deserialize("", record.value()))
                .toList();
    }

    private List<AcquisitionTrigger> triggers() {
        return CommittedRecords.of(client, TOPICS.triggers()).stream()
                .map(record ->
                        FORMAT.serde(AcquisitionTrigger.class).deserializer().deserialize("", record.value()))
                .toList();
    }
}
