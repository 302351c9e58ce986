package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.cluster.OpenTransaction.State;
import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Time for a broker's answer, or for its absence to be noticed. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private EmbeddedBroker broker;
    private Admin admin;
    private TransactionWatch watch;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(UnfinishedTransactions.BROKER);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        admin = Admin.create(client);
        admin.createTopics(List.of(new NewTopic(POSITIONS.topic(), 2, (short) 1)))
                .all()
                .get();
        watch = new TransactionWatch(
                Set.of(POSITIONS.topic(), "absent"),
                ClusterAdmin.open(client, ANSWER),
                new Clocks(() -> START.plus(time.elapsed()), time::nanoseconds));
    }

    @AfterEach
    void stop() {
        watch.close();
        admin.close();
        broker.close();
    }

    private Optional<String> lookAfter(Duration duration) throws InterruptedException {
        time.sleep(duration.toMillis());
        watch.look();
        return watch.problem();
    }

    @Test
    void namesATransactionThatHasEndedButNotInThisPartitionAndForgetsItOnceItHas() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, POSITIONS, admin);
        lookAfter(Duration.ZERO);

        // When
        Optional<String> early = lookAfter(TransactionWatch.PATIENCE.minusMillis(1));
        Optional<String> late = lookAfter(Duration.ofMillis(1));
        abort(OpenTransaction.in(List.of(POSITIONS), admin).get(0));
        Optional<String> ended = lookAfter(Duration.ofSeconds(1));

        // Then
        assertThat(early).isEmpty();
        assertThat(late)
                .hasValueSatisfying(text -> assertThat(text)
                        .matches(
                                "the records of positions-1 from offset 0 on wait for the end of a transaction of producer \\d+,"
                                        + " epoch \\d+: it has ended, but not there, .*, since 2026-01-01T00:00:00Z"));
        assertThat(ended).isEmpty();
    }

    @Test
    void tellsOneThatIsUnderWayFromOneThatHangs() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, new TopicPartition(POSITIONS.topic(), 0), admin);
        try (Producer<byte[], byte[]> producer = UnfinishedTransactions.begin(broker, POSITIONS)) {
            lookAfter(Duration.ZERO);

            // When
            Optional<String> problem = lookAfter(TransactionWatch.PATIENCE);

            // Then
            assertThat(OpenTransaction.in(List.of(POSITIONS), admin))
                    .extracting(OpenTransaction::state)
                    .containsExactly(State.RUNNING);
            assertThat(problem)
                    .hasValueSatisfying(text -> assertThat(text)
                            .startsWith("the records of positions-0 ")
                            .endsWith("; records wait in 1 more of the partitions"));
            producer.abortTransaction();
        }
    }

    @Test
    void takesTransactionsThatFollowOneAnotherForNoProblem() throws Exception {
        // Given
        try (Producer<byte[], byte[]> producer = UnfinishedTransactions.begin(broker, POSITIONS)) {
            lookAfter(Duration.ZERO);
            producer.commitTransaction();
        }
        try (Producer<byte[], byte[]> producer = UnfinishedTransactions.begin(broker, POSITIONS)) {
            // When
            Optional<String> problem = lookAfter(TransactionWatch.PATIENCE);

            // Then
            assertThat(problem).isEmpty();
            producer.commitTransaction();
        }
    }

    @Test
    void doesNotCountTimeInWhichNoBrokerAnswered() throws Exception {
        // Given
        UnfinishedTransactions.leaveHanging(broker, POSITIONS, admin);
        lookAfter(Duration.ZERO);
        broker.halt();
        lookAfter(TransactionWatch.PATIENCE);
        broker.resume();

        // When
        Optional<String> atReturn = lookAfter(Duration.ZERO);
        Optional<String> later = lookAfter(TransactionWatch.PATIENCE);

        // Then
        assertThat(atReturn).isEmpty();
        assertThat(later).isPresent();
    }

    private void abort(OpenTransaction transaction) throws Exception {
        admin.abortTransaction(new AbortTransactionSpec(
                        transaction.partition(), transaction.producerId(), (short) transaction.producerEpoch(), 0))
                .all()
                .get();
    }
}
