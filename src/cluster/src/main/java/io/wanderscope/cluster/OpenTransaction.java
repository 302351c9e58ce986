package io.wanderscope.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that has not ended in a partition. Consumers that read committed records get no further there than its first one.
 *
 * @param partition where it has not ended
 * @param startOffset of its first record there
 * @param producerId of its producer
 * @param producerEpoch of its producer
 * @param state what its coordinator says
 */
public record OpenTransaction(
        TopicPartition partition, long startOffset, long producerId, int producerEpoch, State state) {

    private static final String HELP = " (docs/operations.md, \"Transactions that stay open\")";

    /** What the coordinator of a transaction says of it. */
    public enum State {
        /** It has ended, but the leader of the partition was not told. It stays open there, unless its producer writes there again. */
        HANGING,
        /** The coordinator has no such producer, or does not show it to this client. */
        UNKNOWN,
        /** It has not ended anywhere. */
        RUNNING
    }

    /**
     * The first of each of some partitions, without those of topics that this client may not read.
     *
     * @throws ExecutionException when the brokers do not answer
     */
    public static List<OpenTransaction> firstIn(Collection<TopicPartition> partitions, Admin admin)
            throws ExecutionException, InterruptedException {
        // In this order: a transaction ends in its partitions first, and for its coordinator thereafter.
        List<OpenTransaction> before = firstRunning(partitions, admin);
        Map<Long, TransactionDescription> transactions = transactions(before, admin);
        Set<OpenTransaction> after = new HashSet<>(firstRunning(partitions, admin));
        return before.stream()
                .filter(after::contains)
                .map(each -> each.in(each.state(transactions)))
                .toList();
    }

    /** As if each were running. */
    private static List<OpenTransaction> firstRunning(Collection<TopicPartition> partitions, Admin admin)
            throws ExecutionException, InterruptedException {
        DescribeProducersResult answers = admin.describeProducers(partitions);
        List<OpenTransaction> first = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Answers.allowed(answers.partitionResult(partition)).stream()
                    .flatMap(state -> state.activeProducers().stream())
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .map(producer -> running(partition, producer))
                    .min(Comparator.comparingLong(OpenTransaction::startOffset))
                    .ifPresent(first::add);
        }
        return first;
    }

    private static OpenTransaction running(TopicPartition partition, ProducerState producer) {
        return new OpenTransaction(
                partition,
                producer.currentTransactionStartOffset().orElseThrow(),
                producer.producerId(),
                producer.producerEpoch(),
                State.RUNNING);
    }

    /** What the coordinators say, by the ids of producers. */
    private static Map<Long, TransactionDescription> transactions(List<OpenTransaction> open, Admin admin)
            throws ExecutionException, InterruptedException {
        Set<Long> producers = open.stream().map(OpenTransaction::producerId).collect(Collectors.toSet());
        if (producers.isEmpty()) {
            return Map.of();
        }
        List<String> ids =
                admin.listTransactions(new ListTransactionsOptions().filterProducerIds(producers)).all().get().stream()
                        .map(TransactionListing::transactionalId)
                        .toList();
        Map<Long, TransactionDescription> descriptions = new HashMap<>();
        admin.describeTransactions(ids)
                .all()
                .get()
                .values()
                .forEach(transaction -> descriptions.put(transaction.producerId(), transaction));
        return descriptions;
    }

    private State state(Map<Long, TransactionDescription> transactions) {
        TransactionDescription transaction = transactions.get(producerId);
        if (transaction == null) {
            return State.UNKNOWN;
        }
        return transaction.topicPartitions().contains(partition) ? State.RUNNING : State.HANGING;
    }

    private OpenTransaction in(State known) {
        return new OpenTransaction(partition, startOffset, producerId, producerEpoch, known);
    }

    /** Which records wait, for what. */
    @Override
    public String toString() {
        return waiting(partition, startOffset) + " of producer " + producerId + ", epoch " + producerEpoch
                + switch (state) {
                    case HANGING -> ": it has ended, but not there, and will not" + HELP;
                    case UNKNOWN -> ", which its coordinator does not know or does not show to this client" + HELP;
                    case RUNNING -> ", which is under way";
                };
    }

    /** That the records of a partition wait, without saying whose transaction it is. */
    static String waiting(TopicPartition partition, long startOffset) {
        return "the records of " + partition + " from offset " + startOffset + " on wait for the end of a transaction";
    }
}
