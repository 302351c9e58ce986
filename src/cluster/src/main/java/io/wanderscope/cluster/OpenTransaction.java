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
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;

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

    /** Those that do not end by themselves first. */
    static final Comparator<OpenTransaction> BY_URGENCY = Comparator.<OpenTransaction, State>comparing(
                    OpenTransaction::state)
            .thenComparing(each -> each.partition().toString());

    /** What the coordinator of a transaction says of it. */
    public enum State {
        /** It has ended, but the leader of the partition was not told: it stays open there until its producer writes there again. */
        HANGING,
        /** The coordinator has no such producer, or does not show it to this client. */
        UNKNOWN,
        /** It has not ended anywhere. */
        RUNNING
    }

    /**
     * Those of some partitions, without those of topics that this client may not read.
     *
     * @throws ExecutionException when the brokers do not answer
     */
    public static List<OpenTransaction> in(Collection<TopicPartition> partitions, Admin admin)
            throws ExecutionException, InterruptedException {
        // In this order: a transaction ends in its partitions first, and for its coordinator thereafter.
        List<OpenTransaction> before = running(partitions, admin);
        Map<Long, TransactionDescription> transactions = transactions(before, admin);
        Set<OpenTransaction> after = new HashSet<>(running(partitions, admin));
        return before.stream()
                .filter(after::contains)
                .map(each -> each.as(each.state(transactions)))
                .toList();
    }

    /** Of each open transaction, as if it were running; not of topics that this client may not read. */
    private static List<OpenTransaction> running(Collection<TopicPartition> partitions, Admin admin)
            throws ExecutionException, InterruptedException {
        DescribeProducersResult producers = admin.describeProducers(partitions);
        List<OpenTransaction> open = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            try {
                producers
                        .partitionResult(partition)
                        .get()
                        .activeProducers()
                        .forEach(producer -> producer.currentTransactionStartOffset()
                                .ifPresent(offset -> open.add(new OpenTransaction(
                                        partition,
                                        offset,
                                        producer.producerId(),
                                        producer.producerEpoch(),
                                        State.RUNNING))));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
            }
        }
        return open;
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

    private OpenTransaction as(State known) {
        return new OpenTransaction(partition, startOffset, producerId, producerEpoch, known);
    }

    /** Which records wait, for what. */
    @Override
    public String toString() {
        return "the records of " + partition + " from offset " + startOffset
                + " on wait for the end of a transaction of producer "
                + producerId + ", epoch " + producerEpoch
                + switch (state) {
                    case RUNNING -> ", which is under way";
                    case HANGING ->
                        ": it has ended, but not there, and will not (docs/operations.md, \"Transactions that stay open\")";
                    case UNKNOWN -> ", which its coordinator does not know or does not show to this client";
                };
    }
}
