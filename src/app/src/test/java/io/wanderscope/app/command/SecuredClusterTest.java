package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.SecuredBroker;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.LiveWhenBehind;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.verification.guarantees.Guarantee;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SASL settings of a configuration file reach every client of every command. */
@Tag("broker")
class SecuredClusterTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();

    private static EmbeddedBroker broker;
    private static Map<String, Object> admin;

    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    @BeforeAll
    static void start() {
        broker = SecuredBroker.start();
        admin = SecuredBroker.client(broker, "admin", "admin-secret");
        RequiredTopics.ensure(admin, TOPICS, TopicCreation.onOneBroker(1));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everyCommandAuthenticates() throws Exception {
        // Given
        Path config = configuration(admin);
        poison();

        // When
        int published = typed.execute("simulate", "--config", config, "--tracks", 1, "--speed", 0);
        GuaranteeTable guarantees = run(config);
        int replayed = typed.execute("dead-letters", "--config", config, "--cause", "UNREADABLE", "--replay");
        int planned = typed.execute("clean", "--config", config);

        // Then
        assertThat(List.of(published, replayed, planned)).as(typed.err()).containsExactly(0, 0, 2);
        assertThat(guarantees.isKept()).as(guarantees.toString()).isTrue();
        assertThat(typed.out())
                .contains("1 of particle-positions-dlq: 1 UNREADABLE", "1 replayed")
                .contains("would delete the group wanderscope");
    }

    @Test
    void everyCommandReportsInOneLineThatAuthenticationFailed() throws Exception {
        // Given
        Path config = configuration(SecuredBroker.client(broker, "operator", "guessed"));

        // When
        for (String command : List.of("run", "simulate", "dead-letters", "reset", "clean")) {
            typed.execute(command, "--config", config);
        }

        // Then
        assertThat(typed.err().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains("the cluster rejects the credentials of this client"));
    }

    @Test
    void runNamesEachOfSeveralProblemsOnItsOwnLine() throws Exception {
        // Given a principal that may describe the topics and do nothing else with them
        SecuredBroker.letDescribe(admin, RequiredTopics.of(TOPICS));
        Path config = configuration(SecuredBroker.client(broker, "operator", "operator-secret"));

        // When
        int exit = typed.execute("run", "--config", config);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err().lines())
                .allSatisfy(line -> assertThat(line).startsWith("wanderscope run: no authorisation: "))
                .anySatisfy(line -> assertThat(line).endsWith("lacks READ on the topic particle-positions"))
                .anySatisfy(line -> assertThat(line).endsWith("lacks WRITE on the topic trajectory-labels"));
    }

    private Path configuration(Map<String, Object> client) throws Exception {
        Map<String, Object> entries = new HashMap<>(client);
        entries.put("state.dir", folder.resolve("state").toString());
        return Files.writeString(
                folder.resolve("a.properties"),
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private static void poison() throws Exception {
        byte[] bytes = "poison".getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(new HashMap<>(admin), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.positions(), bytes, bytes))
                    .get();
        }
    }

    /** Runs until all tracks have their final results and all poison is in the dead letters. */
    private static GuaranteeTable run(Path config) throws Exception {
        RunConfiguration configuration = RunConfiguration.read(config, config);
        Truth truth = PublishedTruth.of(admin, TOPICS.positions());
        try (FakeTrajectoryClassifier classifier = FakeTrajectoryClassifier.create();
                ClassificationStreams streams = ClassificationStreams.start(
                        ClassificationTopology.build(
                                TOPICS,
                                configuration.settings(),
                                WireFormat.singleObject(),
                                classifier,
                                new SimpleMeterRegistry()),
                        configuration.streams())) {
            Observed observed = await("results")
                    .atMost(Duration.ofMinutes(2))
                    .failFast(() -> assertThat(streams.failure()).isEmpty())
                    .until(
                            () -> Observed.read(admin, TOPICS, WireFormat.singleObject()),
                            read -> read.isComplete(truth));
            return new GuaranteeTable(Guarantee.all(LiveWhenBehind.LATEST), truth, observed);
        }
    }
}
