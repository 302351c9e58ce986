package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;

/** The topology as a member of its group, on the embedded broker; sessions last Kafka's 45 seconds. */
@Tag("broker")
class ClassificationStreamsTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int PARTITIONS = 2;

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static FakeTrajectoryClassifier classifier;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        classifier = FakeTrajectoryClassifier.create();
        RequiredTopics.ensure(client, TOPICS, TopicCreation.onOneBroker(PARTITIONS));
    }

    @AfterAll
    static void stop() {
        broker.close();
        classifier.close();
    }

    @Test
    void replacesAThreadOnlyIfAnotherOneCanContinue() {
        // Given
        Throwable ended = new StreamsException("commit", new InvalidTxnStateException("it has timed out"));
        Throwable unpositioned = new StreamsException(
                "commit", new NoOffsetForPartitionException(List.of(new TopicPartition("positions", 0))));
        Throwable givenUp =
                new StreamsException(new IllegalStateException("No current assignment for partition positions-0"));
        Throwable shutOut = new StreamsException("send", new CommitFailedException("the generation is not valid"));
        Throwable other = new StreamsException("process", new IllegalStateException("the model is gone"));

        // When
        boolean replaced = ClassificationStreams.canContinueOnAnotherThread(ended);

        // Then
        assertThat(replaced).isTrue();
        assertThat(ClassificationStreams.canContinueOnAnotherThread(unpositioned))
                .isTrue();
        assertThat(ClassificationStreams.canContinueOnAnotherThread(givenUp)).isTrue();
        assertThat(ClassificationStreams.canContinueOnAnotherThread(shutOut)).isTrue();
        assertThat(ClassificationStreams.canContinueOnAnotherThread(other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Unhandled error in EndTxnResponse: the server, true",
        "Unexpected error in TxnOffsetCommitResponse: the server, true",
        "Unexpected error in InitProducerIdResponse; The transaction timeout is larger than the maximum, false",
        "Could not find a coordinator, false"
    })
    void replacesAThreadWhoseTransactionGotAnUnforeseenAnswer(String message, boolean isReplaced) {
        // Given
        Throwable failure =
                new StreamsException("commit", new KafkaException("in an error state", new KafkaException(message)));

        // When
        boolean replaced = ClassificationStreams.canContinueOnAnotherThread(failure);

        // Then
        assertThat(replaced).isEqualTo(isReplaced);
        assertThat(ClassificationStreams.canContinueOnAnotherThread(new StreamsException(new UnknownServerException())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "microscope-1"})
    void eachThreadThatIsReplacedLeavesItsPartitionsToTheNextAtOnceUntilItIsEnough(String name) throws Exception {
        // Given a record on which every thread fails as if the brokers had ended its transaction
        AtomicInteger failures = new AtomicInteger();
        Topology failing = new Topology();
        failing.addSource(
                AutoOffsetReset.earliest(),
                "source",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                TOPICS.deadLetters());
        failing.addProcessor(
                "processor",
                () -> (Processor<byte[], byte[], Void, Void>) position -> {
                    failures.incrementAndGet();
                    throw new InvalidTxnStateException("it has timed out");
                },
                "source");
        publishOne();
        Map<String, Object> longSessions = new HashMap<>(Map.of("session.timeout.ms", 600_000));
        if (!name.isEmpty()) {
            longSessions.put("group.instance.id", name);
        }

        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> uncaught.add(exception));

        // When
        try (ClassificationStreams streams =
                ClassificationStreams.start(failing, configuration("fails-always" + name, "one", longSessions))) {
            await("the end", () -> streams.failure().isPresent());

            // Then
            assertThat(streams.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("it has timed out"));
            assertThat(failures).hasValue(1 + ThreadReplacements.PER_THREAD);
            assertThat(uncaught)
                    .as("what the process, which it would end, is told of threads that are replaced")
                    .isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
    }

    private static void publishOne() throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.deadLetters(), new byte[1], new byte[1]))
                    .get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void freesItsPartitionsAtOnceWhenItIsClosed(String protocol) {
        // Given
        ClassificationStreams streams = running("leaves-" + protocol, "one", Map.of("group.protocol", protocol));

        // When
        streams.close();

        // Then
        assertThat(members("leaves-" + protocol)).isEmpty();
    }

    @Test
    void aStaticMemberKeepsItsPlaceUntilItReturns() {
        // Given
        Map<String, Object> named = Map.of("group.instance.id", "microscope-1");
        running("stays", "one", named).close();
        List<String> whileAway = members("stays");

        // When
        try (ClassificationStreams back = running("stays", "one", named)) {
            // Then
            assertThat(back.notReady()).isEmpty();
            assertThat(whileAway).hasSize(1);
            assertThat(members("stays")).hasSize(1);
        }
    }

    @Test
    void aSecondInstanceOfTheSameNameIsRefusedAndTheFirstGoesOn() {
        // Given a session that does not end on a busy machine either
        Map<String, Object> named =
                Map.of("group.instance.id", "microscope-1", "session.timeout.ms", 6_000, "heartbeat.interval.ms", 500);
        try (ClassificationStreams first = running("same-name", "one", named)) {
            // When
            Optional<String> problem = staticMemberProblem(configuration("same-name", "two", named));

            // Then
            assertThat(problem)
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("group.instance.id", "runs in the group same-name", "StreamThread-1"));
            assertThat(first.notReady()).isEmpty();
            assertThat(first.failure()).isEmpty();
        }
    }

    @Test
    void aStaticMemberIsNotKeptOutByItsOwnEarlierRun() {
        // Given
        Map<String, Object> named = Map.of("group.instance.id", "microscope-1", "session.timeout.ms", 60_000);
        running("returns", "one", named).close();

        // When
        Optional<String> problem = staticMemberProblem(configuration("returns", "one", named));

        // Then
        assertThat(problem).isEmpty();
        assertThat(members("returns"))
                .as("it did not wait for the end of the session")
                .hasSize(1);
    }

    @Test
    void aStaticMemberWhoseStateIsLostComesBackOnceItsSessionHasEnded() {
        // Given
        Map<String, Object> named =
                Map.of("group.instance.id", "microscope-1", "session.timeout.ms", 2_000, "heartbeat.interval.ms", 500);
        running("has-moved", "one", named).close();

        // When
        Optional<String> problem = staticMemberProblem(configuration("has-moved", "two", named));

        // Then
        assertThat(problem).isEmpty();
        assertThat(members("has-moved")).isEmpty();
    }

    private static Optional<String> staticMemberProblem(Map<String, Object> configuration) {
        try (ClusterAdmin admin = ClusterAdmin.open(client)) {
            return StaticMemberCheck.problem(admin, new StreamsConfig(configuration));
        }
    }

    /** The stores' configuration, until which opening them fails a number of times. */
    public static final class FailingStores implements RocksDBConfigSetter {
        static final AtomicInteger FAILURES = new AtomicInteger();

        @Override
        public void setConfig(String name, Options options, Map<String, Object> configuration) {
            if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new ProcessorStateException(
                        "Error opening store " + name, new RocksDBException("the manifest is cut off"));
            }
        }

        @Override
        public void close(String name, Options options) {}
    }

    @Test
    void aStoreThatCannotBeOpenedIsTriedAgain() {
        // Given an instance that has left its state
        Map<String, Object> failing = Map.of("rocksdb.config.setter", FailingStores.class);
        running("fails-once", "one", failing).close();
        FailingStores.FAILURES.set(1);

        // When
        try (ClassificationStreams back = running("fails-once", "one", failing)) {
            // Then
            assertThat(FailingStores.FAILURES).hasValue(0);
            assertThat(back.failure()).isEmpty();
        }
    }

    @Test
    void aStoreThatCannotBeOpenedTwiceIsReportedWithItsCause() {
        // Given
        Map<String, Object> failing = Map.of("rocksdb.config.setter", FailingStores.class);
        running("fails-twice", "one", failing).close();
        FailingStores.FAILURES.set(2);

        // When
        assertThatThrownBy(() -> running("fails-twice", "one", failing))
                // Then
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("Error opening store")
                .hasMessageContaining("the manifest is cut off")
                .hasMessageContaining("delete the folder");
    }

    private Map<String, Object> configuration(String application, String instance, Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put("application.id", application);
        entries.put("state.dir", folder.resolve(instance).toString());
        entries.put("num.stream.threads", 1);
        entries.putAll(more);
        return entries;
    }

    private ClassificationStreams running(String application, String instance, Map<String, Object> more) {
        ClassificationStreams streams = ClassificationStreams.start(
                ClassificationTopology.build(
                        TOPICS,
                        StreamSettings.defaults(),
                        WireFormat.singleObject(),
                        classifier,
                        new SimpleMeterRegistry()),
                configuration(application, instance, more));
        await("the stream to run", () -> streams.notReady().isEmpty());
        return streams;
    }

    private static List<String> members(String application) {
        try (ClusterAdmin admin = ClusterAdmin.open(client)) {
            return ApplicationGroup.find(admin, application).orElseThrow().members();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
    }
}
