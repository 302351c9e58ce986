package io.wanderscope.app.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Bytes of topics on the brokers' disks, each partition once however many replicas it has.
 *
 * @param byTopic bytes by the topic's name, without the prefix that all have
 */
record TopicSizes(Map<String, Long> byTopic) {
    /** Asks the brokers for the sizes of all topics whose names start with the prefix. */
    static TopicSizes read(Map<String, Object> admin, String prefix) {
        Map<String, Object> entries = new HashMap<>(admin);
        entries.put("client.id", CpuMeter.OWN_PREFIX + "sizes");
        try (Admin client = Admin.create(entries)) {
            List<Integer> brokers = client.describeCluster().nodes().get().stream()
                    .map(Node::id)
                    .toList();
            Map<TopicPartition, Long> sizes = new HashMap<>();
            client.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .map(LogDirDescription::replicaInfos)
                    .forEach(replicas -> replicas.forEach(
                            (partition, replica) -> sizes.merge(partition, replica.size(), Math::max)));
            return new TopicSizes(sums(sizes, prefix));
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the brokers do not tell the sizes of their topics, which needs DESCRIBE on the cluster: "
                            + e.getCause(),
                    e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Map<String, Long> sums(Map<TopicPartition, Long> sizes, String prefix) {
        Map<String, Long> sums = new TreeMap<>();
        sizes.forEach((partition, bytes) -> {
            if (partition.topic().startsWith(prefix)) {
                sums.merge(partition.topic().substring(prefix.length()), bytes, Long::sum);
            }
        });
        return sums;
    }

    /** Bytes of one topic; 0 if it does not exist. */
    long of(String topic) {
        return byTopic.getOrDefault(topic, 0L);
    }

    /** Bytes of what the stream writes for others: labels, saliency, compositions and populations. */
    long output() {
        return of("labels") + of("saliency") + of("composition") + of("population");
    }

    /** Bytes of what the stream writes for itself: changelogs, and the topics by which it counts final results and adds up tracks. */
    long internal() {
        return byTopic.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith("-changelog") || entry.getKey().endsWith("-repartition"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Bytes of the changelogs alone, which a new instance reads. */
    long changelogs() {
        return byTopic.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("-changelog"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
