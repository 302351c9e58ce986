package io.wanderscope.app.deadletters;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the dead letters that were committed when it was opened, as often as asked: in the order of partition and
 * offset, so that the same selection is the same dead letters each time. Not thread-safe.
 */
public final class DeadLetterReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    private DeadLetterReader(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /**
     * Opens the topic.
     *
     * @param configuration of a consumer, without a group
     * @param topic that exists
     * @throws KafkaException when it cannot be read
     */
    public static DeadLetterReader open(Map<String, Object> configuration, String topic) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        entries.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
            ends.putAll(consumer.endOffsets(partitions));
            return new DeadLetterReader(consumer, ends);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Reads the selected dead letters.
     *
     * @param each is given one after the other
     * @throws KafkaException when they cannot be read, among others when nothing arrives for 60 s
     */
    public void read(DeadLetterSelection selection, java.util.function.Consumer<DeadLetter> each) {
        long rest = selection.limit().orElse(Long.MAX_VALUE);
        for (TopicPartition partition : ends.keySet()) {
            if (rest > 0 && selection.admitsPartition(partition.partition())) {
                rest -= read(partition, selection, rest, each);
            }
        }
    }

    private long read(
            TopicPartition partition,
            DeadLetterSelection selection,
            long most,
            java.util.function.Consumer<DeadLetter> each) {
        seek(partition, selection);
        long end = ends.get(partition);
        long given = 0;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            long before = consumer.position(partition);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                DeadLetter letter = DeadLetter.of(record);
                if (record.offset() < end && selection.admits(letter)) {
                    each.accept(letter);
                    if (++given == most) {
                        return given;
                    }
                }
            }
            if (consumer.position(partition) > before) {
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > giveUp) {
                throw new TimeoutException("the topic " + partition.topic() + " gives nothing of partition "
                        + partition.partition() + " from offset " + before + " for " + PATIENCE.toSeconds() + " s");
            }
        }
        return given;
    }

    private void seek(TopicPartition partition, DeadLetterSelection selection) {
        consumer.assign(List.of(partition));
        long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
        long first = selection.from().getOrDefault(partition.partition(), beginning);
        consumer.seek(partition, Math.max(beginning, first));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
