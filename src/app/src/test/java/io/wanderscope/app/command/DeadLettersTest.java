package io.wanderscope.app.command;

import static io.wanderscope.app.command.DeadLetterRecords.DEAD_LETTERS;
import static io.wanderscope.app.command.DeadLetterRecords.POSITIONS;
import static io.wanderscope.app.command.DeadLetterRecords.VALUE;
import static io.wanderscope.app.command.DeadLetterRecords.bytes;
import static io.wanderscope.app.command.DeadLetterRecords.header;
import static io.wanderscope.app.command.DeadLetterRecords.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class DeadLettersTest {
    private static final int PARTITIONS = 3;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;

    @TempDir
    private Path folder;

    private final TypedCommands typed = new TypedCommands();

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void beginWithEmptyTopics() throws Exception {
        try (Admin admin = Admin.create(client)) {
            List<String> old = List.copyOf(admin.listTopics().names().get());
            admin.deleteTopics(old).all().get();
            // Brokers may learn of a deletion a moment after the cluster has acknowledged it.
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> admin.listTopics().names().get().isEmpty());
        }
        RequiredTopics.ensure(client, List.of(POSITIONS, DEAD_LETTERS), TopicCreation.onOneBroker(PARTITIONS));
    }

    @Test
    void listsPlaceCauseKeyAndDetailAndTheNumberOfEachCause() throws Exception {
        // Given
        send(letter(0, "cell/1", DeadLetterCause.UNREADABLE, 41, NOON));
        send(letter(0, "cell/2", DeadLetterCause.AFTER_FINAL, 42, NOON));
        send(letter(2, "cell/3", DeadLetterCause.UNREADABLE, 43, NOON));

        // When
        int exit = execute();

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(typed.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "AT | CAUSE | READ AT | KEY | DETAIL",
                        "0@0 | UNREADABLE | particle-positions-1@41 | cell/1 | what was wrong",
                        "0@1 | AFTER_FINAL | particle-positions-1@42 | cell/2 | what was wrong",
                        "2@0 | UNREADABLE | particle-positions-1@43 | cell/3 | what was wrong",
                        "3 of particle-positions-dlq: 1 AFTER_FINAL, 2 UNREADABLE");
    }

    @Test
    void listsOnlyCommittedOnes() throws Exception {
        // Given
        send(letter(0, "cell/1", DeadLetterCause.UNREADABLE, 41, NOON));
        try (Producer<byte[], byte[]> producer = producer(Map.of("transactional.id", "aborted"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(letter(0, "cell/2", DeadLetterCause.UNREADABLE, 42, NOON))
                    .get();
            producer.abortTransaction();
        }

        // When
        int exit = execute();

        // Then
        assertThat(exit).isZero();
        assertThat(typed.out())
                .contains("1 of particle-positions-dlq: 1 UNREADABLE")
                .doesNotContain("cell/2");
    }

    @Test
    void listsWhatMeetsEveryCondition() throws Exception {
        // Given
        send(letter(0, "by-offset", DeadLetterCause.UNREADABLE, 40, NOON));
        send(letter(0, "by-cause", DeadLetterCause.WRONG_KEY, 41, NOON));
        send(letter(0, "by-time", DeadLetterCause.UNREADABLE, 42, NOON - 1));
        send(letter(0, "first", DeadLetterCause.UNREADABLE, 43, NOON));
        send(letter(0, "second", DeadLetterCause.AFTER_FINAL, 44, NOON + 1));
        send(letter(0, "by-limit", DeadLetterCause.UNREADABLE, 45, NOON));
        send(letter(1, "by-partition", DeadLetterCause.UNREADABLE, 46, NOON));

        // When
        int exit = execute(
                "--cause",
                "unreadable",
                "--cause",
                "AFTER_FINAL",
                "--from",
                "0@1",
                "--since",
                Instant.ofEpochMilli(NOON),
                "--limit",
                2);

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(typed.out()).contains("first", "second", "2 of ").doesNotContain("by-");
    }

    @Test
    void listsRecordsOfOtherPrograms() throws Exception {
        // Given
        send(new ProducerRecord<>(DEAD_LETTERS, 0, NOON, new byte[] {(byte) 0xff}, (byte[]) null));

        // When
        int exit = execute("--all", "--replay");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(typed.out())
                .contains("UNKNOWN", "0xff", "1 cannot be replayed: they have no origin headers")
                .contains("0 replayed");
    }

    @Test
    void writesOnlyCommaSeparatedValuesToStandardOutput() throws Exception {
        // Given
        send(letter(1, "cell,1", DeadLetterCause.UNREADABLE, 41, NOON));

        // When
        int exit = execute("--format", "csv");

        // Then
        assertThat(exit).isZero();
        assertThat(typed.out().lines())
                .containsExactly(
                        "partition,offset,timestamp,cause,origin,key,detail",
                        "1,0,2026-03-01T12:00:00Z,UNREADABLE,particle-positions-1@41,\"cell,1\",what was wrong");
        assertThat(typed.err()).contains("1 of particle-positions-dlq");
    }

    @Test
    void replaysTheSelectionUnchangedToWhereItWasRead() throws Exception {
        // Given
        ProducerRecord<byte[], byte[]> letter = letter(0, "cell/1", DeadLetterCause.WRONG_KEY, 41, NOON - 7);
        letter.headers().add("mine", VALUE);
        send(letter);
        send(letter(0, "cell/2", DeadLetterCause.UNREADABLE, 42, NOON));

        // When
        int exit = execute("--cause", "WRONG_KEY", "--replay");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(typed.out()).endsWith("1 replayed to particle-positions\n");
        assertThat(typed.err()).contains("replayed 1 of 1");
        assertThat(positions()).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(1);
            assertThat(record.timestamp()).isEqualTo(NOON - 7);
            assertThat(record.key()).isEqualTo(bytes("cell/1"));
            assertThat(record.value()).isEqualTo(VALUE);
            assertThat(record.headers()).singleElement().satisfies(header -> {
                assertThat(header.key()).isEqualTo("mine");
                assertThat(header.value()).isEqualTo(VALUE);
            });
        });
    }

    @Test
    void replaysByKeyIfThePartitionNoLongerExists() throws Exception {
        // Given
        ProducerRecord<byte[], byte[]> letter = letter(0, "cell/1", DeadLetterCause.WRONG_KEY, 41, NOON);
        header(letter, DeadLetterHeaders.PARTITION, "7");
        send(letter);

        // When
        int exit = execute("--all", "--replay");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(positions()).extracting(ConsumerRecord::key).containsExactly(bytes("cell/1"));
    }

    @Test
    void neverReplaysTrajectoriesNorRecordsThatAreNotWhole() throws Exception {
        // Given
        send(letter(0, "cell/1", DeadLetterCause.INFERENCE_FAILED, 41, NOON));
        ProducerRecord<byte[], byte[]> large = letter(0, "cell/2", DeadLetterCause.UNREADABLE, 42, NOON);
        header(large, DeadLetterHeaders.VALUE, "removed, 2000000 bytes; still at the origin of the record");
        send(large);

        // When
        int exit = execute("--all", "--replay");

        // Then
        assertThat(exit).as(typed.err()).isZero();
        assertThat(typed.out())
                .contains("1 cannot be replayed: they carry a trajectory, not a position")
                .contains("1 cannot be replayed: they are not whole, because the record with its headers was too large")
                .endsWith("0 replayed\n");
        assertThat(positions()).isEmpty();
    }

    @Test
    void replaysNothingWithoutASelection() throws Exception {
        // Given
        send(letter(0, "cell/1", DeadLetterCause.UNREADABLE, 41, NOON));

        // When
        int exit = execute("--replay");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .contains("--cause, --from, --since or --limit, or say --all")
                .hasLineCount(1);
        assertThat(positions()).isEmpty();
    }

    @Test
    void doesNotRecreateADeletedTopic() throws Exception {
        // Given
        ProducerRecord<byte[], byte[]> letter = letter(0, "cell/1", DeadLetterCause.WRONG_KEY, 41, NOON);
        header(letter, DeadLetterHeaders.TOPIC, "positions-of-old");
        send(letter);

        // When
        int exit = execute("--all", "--replay");

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(typed.err())
                .contains("missing on the cluster: the topics positions-of-old")
                .hasLineCount(1);
    }

    @Test
    void namesAPartitionThatTheTopicDoesNotHave() throws Exception {
        // When
        int exit = execute("--from", "9@0", "--from", "0@0");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .startsWith("--from: particle-positions-dlq has no partition 9; its partitions are 0 to 2");
    }

    @Test
    void saysHowATimeIsWritten() throws Exception {
        // When
        int exit = execute("--since", "now");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(typed.err())
                .startsWith("Invalid value for option '--since': must be a time such as 2026-03-01T12:00:00Z, got now")
                .doesNotContain("java", "Instant");
    }

    @Test
    void saysWhatIsWrongWithAnOption() throws Exception {
        // When
        int exits = execute("--from", "1500")
                + execute("--limit", 0)
                + execute("--cause", "BAD_LUCK")
                + execute("--since", "noon");

        // Then
        assertThat(exits).isEqualTo(4 * 2);
        assertThat(typed.err().lines())
                .hasSize(4)
                .satisfiesExactly(
                        from -> assertThat(from).startsWith("--from must be PARTITION@OFFSET, as in 0@1500, got 1500"),
                        limit ->
                                assertThat(limit).startsWith("--limit: at least 1 dead letter must be selected, got 0"),
                        cause -> assertThat(cause).contains("BAD_LUCK", "UNREADABLE"),
                        since -> assertThat(since).contains("noon", "--since"));
    }

    private int execute(Object... options) throws IOException {
        Path config = Files.writeString(
                folder.resolve("a.properties"), "bootstrap.servers=" + broker.bootstrapServers() + "\n");
        List<Object> arguments = new ArrayList<>(List.of("dead-letters", "--config", config));
        arguments.addAll(List.of(options));
        return typed.execute(arguments.toArray());
    }

    private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (Producer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(record).get();
        }
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> entries = new HashMap<>(client);
        entries.putAll(more);
        return new KafkaProducer<>(entries, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<ConsumerRecord<byte[], byte[]>> positions() {
        return CommittedRecords.of(client, POSITIONS);
    }
}
