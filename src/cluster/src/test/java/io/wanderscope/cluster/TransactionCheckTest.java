package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class TransactionCheckTest {
    @Test
    void saysWhichPartitionOfTheTransactionLogIsNotInSync() {
        // Given
        TopicDescription log = log(new int[] {3, 2}, new int[] {3, 1});

        // When
        Optional<String> problem = TransactionCheck.syncProblem(log, 2);

        // Then
        assertThat(problem)
                .hasValue("exactly_once_v2 needs 2 replicas of __transaction_state in sync, but its partition 1 has 1;"
                        + " start the brokers that are missing");
    }

    @Test
    void needsNoMoreReplicasInSyncThanThereAre() {
        // Given
        TopicDescription log = log(new int[] {1, 1});

        // When
        Optional<String> problem = TransactionCheck.syncProblem(log, 2);

        // Then
        assertThat(problem).isEmpty();
    }

    @Test
    void looksAgainWhileABrokerComesBack() {
        // Given
        Iterator<Optional<String>> looks =
                List.of(Optional.of("0 in sync"), Optional.<String>empty()).iterator();

        // When
        Optional<String> problem = TransactionCheck.persistentProblem(looks::next, within(Duration.ofMinutes(1)));

        // Then
        assertThat(problem).isEmpty();
    }

    @Test
    void saysWhatIsStillWrongWhenTimeIsUp() {
        // When
        Optional<String> problem =
                TransactionCheck.persistentProblem(() -> Optional.of("0 in sync"), within(Duration.ZERO));

        // Then
        assertThat(problem).hasValue("0 in sync");
    }

    private static Polling within(Duration timeout) {
        return new Polling(Time.SYSTEM, timeout, Duration.ofMillis(10));
    }

    /** A log whose partitions each have this number of replicas, and this number of them in sync. */
    private static TopicDescription log(int[]... partitions) {
        return new TopicDescription(
                "__transaction_state",
                true,
                IntStream.range(0, partitions.length)
                        .mapToObj(index -> new TopicPartitionInfo(
                                index,
                                new Node(1, "a", 9092),
                                nodes(partitions[index][0]),
                                nodes(partitions[index][1])))
                        .toList());
    }

    private static List<Node> nodes(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(id -> new Node(id, "a", 9092))
                .toList();
    }
}
