package io.wanderscope.cluster;

import static io.wanderscope.cluster.TransactionWatch.LONG_PATIENCE;
import static io.wanderscope.cluster.TransactionWatch.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.OpenTransaction.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions that do not end, as a real broker tells of them. */
@Tag("broker")
class TransactionWatchTest {
    private static final TopicPartition POSITIONS = new TopicPartition("positions", 1);
    private static final TopicPartition SALIENCY = new TopicPartition("saliency", 0);
    private static final TransactionWatch.Watched WATCHED =
            new TransactionWatch.Watched("group", Set.of(POSITIONS.topic(), "absent"), Set.of(SALIENCY.topic()));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    /** For a broker's answer, or for its absence to be noticed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private EmbeddedBroker broker;
    private Map<String, Object> client;
    private Admin admin;
    private TransactionWatch watch;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(UnfinishedTransactions.BROKER);
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        admin = Admin.create(client);
        createTopics(admin);
        watch = watch(client);
    }

    @AfterEach
    void stop() {
        watch.close();
        admin.close();
        broker.close();
    }

    private static void createTopics(Admin admin) throws Exception {
        admin.createTopics(List.of(
                        new NewTopic(POSITIONS.topic(), 2, (short) 1), new NewTopic(SALIENCY.topic(), 1, (short) 1)))
                .all()
                .get();
    }

    private static TransactionWatch watch(Map<String, Object> client) {
        return new TransactionWatch(WATCHED, ClusterAdmin.open(client, TIMEOUT).calls(), InstantSource.fixed(NOW));
    }

    private static Optional<String> problemAfter(TransactionWatch watch, int looks) throws InterruptedException {
        for (int look = 0; look < looks; look++) {
            watch.look();
        }
        return watch.problem();
    }

    @Test
    void namesATransactionThatHasEndedButNotInThisPartitionUntilItHas() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, POSITIONS, admin);

        // When
        Optional<String> early = problemAfter(watch, PATIENCE - 1);
        Optional<String> late = problemAfter(watch, 1);
        abort(firstIn(POSITIONS));
        Optional<String> ended = problemAfter(watch, 1);

        // Then
        assertThat(early).isEmpty();
        assertThat(late)
                .hasValueSatisfying(text -> assertThat(text)
                        .matches("the records of positions-1 from offset 0 on wait for the end of a transaction of"
                                + " producer \\d+, epoch \\d+: it has ended, but not there, .*, since"
                                + " 2026-01-01T00:00:00Z"));
        assertThat(ended).isEmpty();
    }

    @Test
    void takesOneThatIsUnderWayForNoProblemHoweverLongItLasts() throws Exception {
        // Given
        try (Producer<byte[], byte[]> producer = UnfinishedTransactions.begin(client, POSITIONS)) {
            // When
            Optional<String> problem = problemAfter(watch, LONG_PATIENCE);

            // Then
            assertThat(firstIn(POSITIONS).state()).isEqualTo(State.RUNNING);
            assertThat(problem).isEmpty();
            producer.abortTransaction();
        }
    }

    @Test
    void countsThePartitionsThatWait() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, POSITIONS, admin);
        UnfinishedTransactions.leaveHanging(broker, new TopicPartition(POSITIONS.topic(), 0), admin);

        // When
        Optional<String> problem = problemAfter(watch, PATIENCE);

        // Then
        assertThat(problem)
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("the records of positions-0 ")
                        .endsWith("; so do those of another partition"));
    }

    @Test
    void namesTheFirstOfThoseThatAreOpen() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, POSITIONS, admin);
        try (Producer<byte[], byte[]> producer = UnfinishedTransactions.begin(client, POSITIONS)) {
            // When
            Optional<String> problem = problemAfter(watch, PATIENCE);

            // Then
            assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains(" from offset 0 on "));
            producer.abortTransaction();
        }
    }

    @Test
    void seesThatTheOffsetsOfTheGroupWait() throws Exception {
        // Given
        TopicPartition offsets = new TopicPartition("__consumer_offsets", 0);
        admin.alterConsumerGroupOffsets(WATCHED.group(), Map.of(POSITIONS, new OffsetAndMetadata(0)))
                .all()
                .get();
        UnfinishedTransactions.leaveHanging(broker, offsets, admin);

        // When
        Optional<String> problem = problemAfter(watch, PATIENCE);

        // Then
        assertThat(problem)
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("the records of " + offsets + " from offset 1 "));
    }

    @Test
    void leavesWhatOnlyOthersReadToThem() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, SALIENCY, admin);

        // When
        Optional<String> problem = problemAfter(watch, PATIENCE);

        // Then
        assertThat(firstIn(SALIENCY).state()).isEqualTo(State.HANGING);
        assertThat(problem).isEmpty();
    }

    @Test
    void waitsLongerForOneThatNoCoordinatorKnows() throws Exception {
        // Given
        UnfinishedTransactions.leaveOpen(broker, POSITIONS, 4242, (short) 0);

        // When
        Optional<String> early = problemAfter(watch, LONG_PATIENCE - 1);
        Optional<String> late = problemAfter(watch, 1);

        // Then
        assertThat(early).isEmpty();
        assertThat(late)
                .hasValueSatisfying(text ->
                        assertThat(text).contains("of producer 4242, epoch 0, which its coordinator does not know"));
    }

    @Test
    void keepsWhatItKnowsWhileNoBrokerAnswers() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, POSITIONS, admin);
        Optional<String> before = problemAfter(watch, PATIENCE);
        broker.halt();

        // When
        Optional<String> away = problemAfter(watch, 1);

        // Then
        assertThat(before).isPresent();
        assertThat(away).isEqualTo(before);
    }

    @Test
    void saysWhereRecordsWaitAlthoughItMayNotSeeWhoseTransactionItIs() throws Exception {
        // Given
        try (EmbeddedBroker secured = SecuredBroker.start()) {
            Map<String, Object> all = SecuredBroker.client(secured, "admin", "admin-secret");
            try (Admin superUser = Admin.create(all)) {
                createTopics(superUser);
            }
            SecuredBroker.letDescribe(all, List.of(POSITIONS.topic()));
            try (Producer<byte[], byte[]> producer = UnfinishedTransactions.begin(all, POSITIONS);
                    TransactionWatch limited = watch(SecuredBroker.client(secured, "operator", "operator-secret"))) {
                // When
                Optional<String> problem = problemAfter(limited, LONG_PATIENCE);

                // Then
                assertThat(problem)
                        .hasValueSatisfying(text -> assertThat(text)
                                .startsWith("the records of positions-1 from offset 0 on wait for the end of a"
                                        + " transaction, of which this client may see no more"));
                producer.abortTransaction();
            }
        }
    }

    private OpenTransaction firstIn(TopicPartition partition) throws Exception {
        return OpenTransaction.firstIn(List.of(partition), admin).get(0);
    }

    private void abort(OpenTransaction transaction) throws Exception {
        admin.abortTransaction(new AbortTransactionSpec(
                        transaction.partition(), transaction.producerId(), (short) transaction.producerEpoch(), 0))
                .all()
                .get();
    }
}
