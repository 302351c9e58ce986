package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.ClassificationTopology;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.FakeSchemaRegistry;
import io.wanderscope.wire.FakeSchemaRegistry.Fault;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one record holds, and whatever the topic of the dead letters refuses, the stream goes on. */
@Tag("broker")
class PoisonTest {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final int POINTS = 12;
    /** A busy machine takes its time; only a stream that does not get on takes so much. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

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
    void aRecordThatIsLargeInAnyOfItsPartsBecomesADeadLetter(String protocol) throws Exception {
        // Given
        byte[] zeros = new byte[900_000];
        try (ClassificationStreams streams = running(Map.of("group.protocol", protocol));
                Producer<byte[], byte[]> producer = producer("zstd")) {

            // When
            producer.send(record("a/1".getBytes(StandardCharsets.UTF_8), zeros)).get();
            producer.send(record(zeros, new byte[3])).get();
            producer.send(withHeaders(1, new byte[1_000_000])).get();
            producer.send(withHeaders(349_000, null)).get();
            publishTrack(producer, "1");
            await("the track's final result", () -> finals().size() == 1);

            // Then
            List<ConsumerRecord<byte[], byte[]>> letters = records(TOPICS.deadLetters());
            assertThat(letters).hasSize(4);
            assertThat(header(letters.get(0), DeadLetterHeaders.CAUSE)).isEqualTo("TOO_LARGE");
            assertThat(header(letters.get(0), DeadLetterHeaders.DETAIL)).contains("value of 900000 bytes");
            assertThat(letters.get(0).key()).asString(StandardCharsets.UTF_8).isEqualTo("a/1");
            assertThat(header(letters.get(1), DeadLetterHeaders.CAUSE)).isEqualTo("UNREADABLE");
            assertThat(header(letters.get(1), DeadLetterHeaders.VALUE)).contains("key of 900000 bytes");
            assertThat(header(letters.get(2), DeadLetterHeaders.VALUE)).contains("headers of 1000001 bytes");
            assertThat(header(letters.get(3), DeadLetterHeaders.VALUE)).contains("headers of 349000 bytes");
            assertThat(streams.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLetterThatItsTopicFindsTooLargeIsSentWithoutItsValue(boolean fromTheStart) throws Exception {
        // Given a topic that takes less than the producer does, and that is known at the start, or not
        if (fromTheStart) {
            alter("max.message.bytes", "20000");
        }
        byte[] random = new byte[50_000];
        new Random(1).nextBytes(random);
        try (ClassificationStreams streams = running(Map.of());
                Producer<byte[], byte[]> producer = producer("none")) {
            alter("max.message.bytes", "20000");

            // When
            producer.send(record("a/1".getBytes(StandardCharsets.UTF_8), random))
                    .get();
            publishTrack(producer, "1");
            await("the track's final result", () -> finals().size() == 1);

            // Then
            List<ConsumerRecord<byte[], byte[]>> letters = records(TOPICS.deadLetters());
            assertThat(letters).hasSize(1);
            assertThat(header(letters.get(0), DeadLetterHeaders.VALUE)).contains("50000 bytes");
            assertThat(letters.get(0).key()).asString(StandardCharsets.UTF_8).isEqualTo("a/1");
            assertThat(streams.failure()).isEmpty();
        }
    }

    @Test
    void waitsWhileTheTopicOfDeadLettersRefusesARecordAndSaysSo() throws Exception {
        // Given a topic that takes no record without a key
        alter("cleanup.policy", "compact");
        try (ClassificationStreams streams = running(Map.of());
                Producer<byte[], byte[]> producer = producer("none")) {
            producer.send(record(null, new byte[3])).get();
            publishTrack(producer, "1");
            await("the refusal", () -> streams.notReady().orElse("").contains(TOPICS.deadLetters()));
            List<TrajectoryLabel> meanwhile = finals();

            // When
            alter("cleanup.policy", "delete");
            await("the track's final result", () -> finals().size() == 1);

            // Then
            assertThat(meanwhile).isEmpty();
            assertThat(records(TOPICS.deadLetters())).hasSize(1);
            await("the stream to be ready", () -> streams.notReady().isEmpty());
            assertThat(streams.failure()).isEmpty();
        }
    }

    @Test
    void waitsForATopicOfDeadLettersThatWasDeleted() throws Exception {
        // Given
        Map<String, Object> impatient =
                Map.of("delivery.timeout.ms", 3000, "request.timeout.ms", 1000, "max.block.ms", 2000);
        try (ClassificationStreams streams = running(impatient);
                Producer<byte[], byte[]> producer = producer("none");
                Admin admin = Admin.create(client)) {
            producer.send(record(null, new byte[3])).get();
            await("the first letter", () -> records(TOPICS.deadLetters()).size() == 1);
            admin.deleteTopics(List.of(TOPICS.deadLetters())).all().get();
            producer.send(record(null, new byte[3])).get();
            publishTrack(producer, "1");
            await("the refusal", () -> streams.notReady().orElse("").contains(TOPICS.deadLetters()));

            // When
            admin.createTopics(List.of(new NewTopic(TOPICS.deadLetters(), 1, (short) 1)))
                    .all()
                    .get();
            await("the track's final result", () -> finals().size() == 1);

            // Then
            assertThat(records(TOPICS.deadLetters())).hasSize(1);
            assertThat(streams.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void waitsForTheTopicsOfResultsThatWereDeletedThoughItReadsOneOfThemToo(String protocol) throws Exception {
        // Given
        Map<String, Object> impatient = Map.of(
                "delivery.timeout.ms", 5000,
                "request.timeout.ms", 2000,
                "max.block.ms", 10_000,
                "metadata.max.age.ms", 1000,
                "group.protocol", protocol);
        List<String> results = List.of(TOPICS.labels(), TOPICS.saliency(), TOPICS.composition(), TOPICS.population());
        try (ClassificationStreams streams = running(impatient);
                Producer<byte[], byte[]> producer = producer("none");
                Admin admin = Admin.create(client)) {
            publishTrack(producer, "1");
            await("the first track's final result", () -> finals().size() == 1);
            admin.deleteTopics(results).all().get();
            await(
                    "the outage",
                    () -> streams.notReady().filter(PoisonTest::isOfATopic).isPresent());
            publishTrack(producer, "2");
            Optional<String> meanwhile = streams.failure();

            // When
            admin.createTopics(results.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            await("the second track's final result", () -> finals().size() == 1);

            // Then
            await("the stream to be ready", () -> streams.notReady().isEmpty());
            assertThat(meanwhile).isEmpty();
            assertThat(streams.failure()).isEmpty();
        }
    }

    @Test
    void goesOnOnceTheTopicOfPositionsIsThereAgain() throws Exception {
        // Given
        Map<String, Object> impatient =
                Map.of("max.block.ms", 10_000, "request.timeout.ms", 2000, "metadata.max.age.ms", 1000);
        try (ClassificationStreams streams = running(impatient);
                Producer<byte[], byte[]> producer = producer("none");
                Admin admin = Admin.create(client)) {
            publishTrack(producer, "1");
            await("the first track's final result", () -> finals().size() == 1);
            admin.deleteTopics(List.of(TOPICS.positions())).all().get();
            await(
                    "the outage",
                    () -> streams.notReady().filter(PoisonTest::isOfATopic).isPresent());
            Optional<String> meanwhile = streams.failure();

            // When
            admin.createTopics(List.of(new NewTopic(TOPICS.positions(), 1, (short) 1)))
                    .all()
                    .get();
            await("the stream to be ready", () -> streams.notReady().isEmpty());
            publishTrack(producer, "2");

            // Then
            await("the second track's final result", () -> finals().size() == 2);
            assertThat(meanwhile).isEmpty();
            assertThat(streams.failure()).isEmpty();
        }
    }

    /** Which is noticed first depends on what the thread was about to do: a topic that it reads, or one that it writes. */
    private static boolean isOfATopic(String outage) {
        return outage.contains("a topic that it reads is missing") || outage.contains("does not take a record");
    }

    @Test
    void waitsForASchemaRegistryThatIsAwayWhileItIsNeededForTheFirstTime() throws Exception {
        // Given
        try (FakeSchemaRegistry registry = FakeSchemaRegistry.start();
                ClassificationStreams streams = running(WireFormat.registered(registry.address()), Map.of());
                Producer<byte[], byte[]> producer = producer("none")) {
            Serializer<ParticlePosition> positions = WireFormat.registered(registry.address())
                    .serde(ParticlePosition.class)
                    .serializer();
            List<ProducerRecord<byte[], byte[]>> track = IntStream.rangeClosed(0, POINTS)
                    .mapToObj(frame -> FuzzedRecords.framed(TOPICS.positions(), "1", frame, frame == POINTS, positions))
                    .toList();
            registry.failFromNowOn(Fault.UNAVAILABLE);
            for (ProducerRecord<byte[], byte[]> each : track) {
                producer.send(each).get();
            }
            await("the outage", () -> streams.notReady().orElse("").contains("schema.registry.url is "));
            Optional<String> meanwhile = streams.failure();

            // When
            registry.failFromNowOn(null);
            await("the track's results", () -> !records(TOPICS.composition()).isEmpty());

            // Then
            await("the stream to be ready", () -> streams.notReady().isEmpty());
            assertThat(meanwhile).isEmpty();
            assertThat(streams.failure()).isEmpty();
            assertThat(records(TOPICS.labels())).hasSize(1);
            assertThat(records(TOPICS.deadLetters())).isEmpty();
        }
    }

    @Test
    void everyRecordOfAFuzzIsCountedOnce() throws Exception {
        // Given tracks without an end mark, which get their final results once nothing has come for some time
        int records = Integer.getInteger("wanderscope.fuzz.records", 3000);
        FuzzedRecords fuzz = new FuzzedRecords(TOPICS.positions(), 17);
        StreamSettings settings =
                StreamSettings.defaults().with(StreamSettings.WALL_CLOCK_INACTIVITY, Duration.ofSeconds(10));
        try (ClassificationStreams streams = running(settings, WireFormat.singleObject(), Map.of());
                FuzzBalance balance = new FuzzBalance(client, TOPICS)) {

            // When
            fuzz.send(client, records);
            await("all records", LONGEST_WAIT.plusMillis(5L * records), () -> balance.read() >= records);

            // Then
            assertThat(balance.read()).isEqualTo(records);
            assertThat(balance.twice()).isEmpty();
            assertThat(balance.rejected()).isBetween(records / 4, records * 3 / 4);
            assertThat(streams.failure()).isEmpty();
            assertThat(streams.notReady()).isEmpty();
        }
    }

    private ClassificationStreams running(Map<String, Object> more) {
        return running(WireFormat.singleObject(), more);
    }

    private ClassificationStreams running(WireFormat format, Map<String, Object> more) {
        return running(StreamSettings.defaults(), format, more);
    }

    private ClassificationStreams running(StreamSettings settings, WireFormat format, Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(ClassificationStreamsConfig.entries());
        entries.putAll(client);
        entries.put("application.id", "poisoned");
        entries.put("state.dir", folder.toString());
        entries.put("num.stream.threads", 1);
        // A thread that is replaced leaves the group: nobody waits so long.
        entries.put("session.timeout.ms", 600_000);
        entries.putAll(more);
        return ClassificationStreams.start(
                ClassificationTopology.build(TOPICS, settings, format, classifier, new SimpleMeterRegistry()), entries);
    }

    private Producer<byte[], byte[]> producer(String compression) {
        Map<String, Object> entries = new HashMap<>(client);
        entries.put("compression.type", compression);
        return new KafkaProducer<>(entries, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ProducerRecord<>(TOPICS.positions(), 0, key, value);
    }

    private static ProducerRecord<byte[], byte[]> withHeaders(int number, byte[] value) {
        ProducerRecord<byte[], byte[]> record = record(null, new byte[3]);
        for (int header = 0; header < number; header++) {
            record.headers().add("h", value);
        }
        return record;
    }

    private static void publishTrack(Producer<byte[], byte[]> producer, String track) throws Exception {
        for (int frame = 0; frame <= POINTS; frame++) {
            ProducerRecord<byte[], byte[]> record =
                    FuzzedRecords.valid(TOPICS.positions(), track, frame, frame == POINTS);
            producer.send(record).get();
        }
    }

    private void alter(String key, String value) throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, TOPICS.deadLetters()),
                            List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private List<TrajectoryLabel> finals() {
        Deserializer<TrajectoryLabel> labels =
                WireFormat.singleObject().serde(TrajectoryLabel.class).deserializer();
        return records(TOPICS.labels()).stream()
                .map(record -> labels.deserialize("", record.value()))
                .filter(label -> label.getStatus() == ResultStatus.FINAL)
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> entries = new HashMap<>(client);
        entries.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void await(String what, BooleanSupplier condition) {
        await(what, LONGEST_WAIT, condition);
    }

    private static void await(String what, Duration atMost, BooleanSupplier condition) {
        Awaitility.await(what)
                .dontCatchUncaughtExceptions()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(condition::getAsBoolean);
    }
}
