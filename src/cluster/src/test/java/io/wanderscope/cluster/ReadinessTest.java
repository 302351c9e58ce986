package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the stream says that it does not work, on the embedded broker. */
@Tag("broker")
class ReadinessTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();

    private EmbeddedBroker broker;
    private Map<String, Object> client;
    private FakeTrajectoryClassifier classifier;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        classifier = FakeTrajectoryClassifier.create();
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(1));
    }

    @AfterEach
    void stop() {
        broker.close();
        classifier.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void isNotReadyWhileTheBrokerIsAwayAndReadyOnceItIsBack(String protocol) {
        // Given
        try (ClassificationStreams streams =
                ClassificationStreams.start(classification(), configuration(Map.of("group.protocol", protocol)))) {
            await("the stream to be ready", () -> streams.notReady().isEmpty());

            // When
            broker.halt();
            await("the broker's absence", () -> streams.notReady().isPresent());
            Optional<String> reason = streams.notReady();
            broker.resume();

            // Then
            await("the stream to be ready again", () -> streams.notReady().isEmpty());
            assertThat(reason)
                    .hasValueSatisfying(text ->
                            assertThat(text).contains("no broker answers at " + broker.bootstrapServers(), "since 20"));
            assertThat(streams.failure()).isEmpty();
        }
    }

    @Test
    void isNotReadyWhileARecordTakesForEver() throws Exception {
        // Given a record that is not done before the test says so
        CountDownLatch stuck = new CountDownLatch(1);
        Topology topology = topology(() -> awaitUninterrupted(stuck));
        try (ClassificationStreams streams = ClassificationStreams.start(topology, configuration(Map.of()))) {
            await("the stream to be ready", () -> streams.notReady().isEmpty());

            // When
            publishOne();
            await("the standstill", () -> streams.notReady().isPresent());
            Optional<String> reason = streams.notReady();
            stuck.countDown();

            // Then
            await("the stream to be ready again", () -> streams.notReady().isEmpty());
            assertThat(reason)
                    .hasValueSatisfying(text ->
                            assertThat(text).contains("records wait", "StreamThread-1 has processed none since 20"));
        }
    }

    @Test
    void isNotReadyWhileRecordsWaitForATransactionThatNeverEnds() throws Exception {
        // Given
        TopicPartition positions = new TopicPartition(TOPICS.positions(), 0);
        try (EmbeddedBroker lenient = EmbeddedBroker.start(UnfinishedTransactions.BROKER);
                Admin admin = Admin.create(Map.of("bootstrap.servers", lenient.bootstrapServers()))) {
            RequiredTopics.ensure(
                    Map.of("bootstrap.servers", lenient.bootstrapServers()), TOPICS, TopicCreation.onOneBroker(1));
            UnfinishedTransactions.leaveHanging(lenient, positions, admin);

            // When
            try (ClassificationStreams streams = ClassificationStreams.start(
                    topology(() -> {}), configuration(Map.of("bootstrap.servers", lenient.bootstrapServers())))) {
                // Then
                await(
                        "the transaction to be named",
                        () -> streams.notReady()
                                .filter(reason ->
                                        reason.startsWith("the records of " + positions + " from offset 0 on"))
                                .isPresent());
            }
        }
    }

    @Test
    void aThreadThatFailsWhileTheBrokerIsAwayLeavesItsPartitionsToTheNextAtOnce() throws Exception {
        // Given a record on which the first thread fails when the test says so, and a session that outlasts the test
        CountDownLatch away = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        Topology topology = topology(() -> {
            if (attempts.incrementAndGet() == 1) {
                awaitUninterrupted(away);
                throw new InvalidTxnStateException("it has timed out");
            }
        });
        try (ClassificationStreams streams =
                ClassificationStreams.start(topology, configuration(Map.of("session.timeout.ms", 600_000)))) {
            await("the stream to be ready", () -> streams.notReady().isEmpty());
            publishOne();
            await("the record", () -> attempts.get() == 1);

            // When it fails in an outage that lasts longer than it looks for the coordinator
            broker.halt();
            await("the broker's absence", () -> streams.notReady().orElse("").contains("no broker answers"));
            away.countDown();
            Utils.sleep(LeavingConsumer.LOOKING.plusSeconds(2).toMillis());
            broker.resume();

            // Then
            await("the next thread", () -> attempts.get() == 2);
            await("the stream to be ready again", () -> streams.notReady().isEmpty());
        }
    }

    @Test
    void anErrorOfAThreadEndsItAtOnce() throws Exception {
        // Given
        Topology topology = topology(() -> {
            throw new OutOfMemoryError("says the test");
        });
        try (ClassificationStreams streams = ClassificationStreams.start(topology, configuration(Map.of()))) {
            // When
            publishOne();
            streams.awaitEnd();

            // Then
            assertThat(streams.failure())
                    .hasValueSatisfying(text -> assertThat(text).contains("OutOfMemoryError: says the test"));
        }
    }

    private static Topology topology(Runnable process) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                "source",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                TOPICS.positions());
        topology.addProcessor(
                "processor", () -> (Processor<byte[], byte[], Void, Void>) record -> process.run(), "source");
        return topology;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishOne() throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.positions(), new byte[1], new byte[1]))
                    .get();
        }
    }

    private Topology classification() {
        return ClassificationTopology.build(
                TOPICS, StreamSettings.defaults(), WireFormat.singleObject(), classifier, new SimpleMeterRegistry());
    }

    private Map<String, Object> configuration(Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put("application.id", "readiness");
        entries.put("state.dir", folder.toString());
        entries.put("num.stream.threads", 1);
        entries.putAll(more);
        return entries;
    }

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }
}
