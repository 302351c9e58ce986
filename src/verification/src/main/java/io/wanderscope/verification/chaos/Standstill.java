package io.wanderscope.verification.chaos;

import io.wanderscope.cluster.OpenTransaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What waited when output was missing and no more came.
 *
 * @param lines one for each partition in which records wait for their group, or readers for the end of a transaction, or in which
 *     only the marker of a transaction is left; then what the stream threads do
 */
public record Standstill(List<String> lines) {

    /** Copies the list. */
    public Standstill {
        lines = List.copyOf(lines);
    }

    /** Of one group, and of the transactions of all; asks the brokers now. */
    static Standstill of(Admin admin, String group) throws InterruptedException {
        try {
            Set<TopicPartition> partitions = partitions(admin);
            Map<TopicPartition, Long> ends = offsets(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
            Map<TopicPartition, Long> stable = offsets(admin, partitions, IsolationLevel.READ_COMMITTED);
            List<String> lines = waiting(committed(admin, group), ends);
            partitions.removeIf(each -> stable.getOrDefault(each, 0L) >= ends.getOrDefault(each, 0L));
            lines.addAll(openTransactions(admin, partitions));
            return new Standstill(lines);
        } catch (ExecutionException e) {
            return new Standstill(List.of("the brokers do not say what waits: " + e.getCause()));
        }
    }

    /** The same, and what the stream threads do. */
    Standstill with(List<String> threads) {
        return new Standstill(Stream.concat(lines.stream(), threads.stream()).toList());
    }

    private static Set<TopicPartition> partitions(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(Standstill::partitions)
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(TopicPartition::toString))));
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition()));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, IsolationLevel level)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends =
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each : admin.listOffsets(
                        ends, new ListOffsetsOptions(level))
                .all()
                .get()
                .entrySet()) {
            offsets.put(each.getKey(), each.getValue().offset());
        }
        return offsets;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
            throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static List<String> waiting(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> ends) {
        List<String> lines = new ArrayList<>();
        committed.forEach((partition, offset) -> {
            long end = ends.getOrDefault(partition, 0L);
            if (offset != null && offset.offset() < end) {
                lines.add(partition + " is processed to offset " + offset.offset() + " of " + end
                        + " (a marker included)");
            }
        });
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    private static List<String> openTransactions(Admin admin, Set<TopicPartition> partitions)
            throws InterruptedException {
        try {
            return OpenTransaction.firstIn(partitions, admin).stream()
                    .map(OpenTransaction::toString)
                    .toList();
        } catch (ExecutionException e) {
            return List.of("transactions are open in " + partitions + ", whose is not known: " + e.getCause());
        }
    }
}
