package io.wanderscope.app.deadletters;

import io.wanderscope.streaming.BoundedConsumer;
import io.wanderscope.streaming.RecordBounds;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the dead letters that were committed when it was opened, in the order of partition and offset. The same
 * selection gives the same dead letters each time. Not thread-safe.
 */
public final class DeadLetterReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final LongSupplier nanoTime;

    private DeadLetterReader(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.ends = ends;
        this.nanoTime = nanoTime;
    }

    /**
     * Opens the topic.
     *
     * @param configuration of a consumer, without a group
     * @param topic an existing topic
     * @param nanoTime nanoseconds since some fixed instant, never going back
     * @throws KafkaException when the topic cannot be read
     */
    public static DeadLetterReader open(Map<String, Object> configuration, String topic, LongSupplier nanoTime) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        entries.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Consumer<byte[], byte[]> consumer = new BoundedConsumer(entries, RecordBounds.ofResults());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
            ends.putAll(consumer.endOffsets(partitions));
            return new DeadLetterReader(consumer, ends, nanoTime);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    /** Numbers of the partitions that the topic had when it was opened. */
    public Set<Integer> partitions() {
        return ends.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    /**
     * Reads the selected dead letters.
     *
     * @param each receives them one by one
     * @throws KafkaException when they cannot be read, for example because nothing arrives for 60 s
     */
    public void read(DeadLetterSelection selection, java.util.function.Consumer<DeadLetter> each) {
        long remaining = selection.limit().orElse(Long.MAX_VALUE);
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (remaining > 0 && selection.includesPartition(end.getKey().partition())) {
                remaining -= read(end.getKey(), end.getValue(), selection, remaining, each);
            }
        }
    }

    private long read(
            TopicPartition partition,
            long end,
            DeadLetterSelection selection,
            long limit,
            java.util.function.Consumer<DeadLetter> each) {
        seek(partition, selection);
        long found = 0;
        long lastProgress = nanoTime.getAsLong();
        while (consumer.position(partition) < end) {
            long before = consumer.position(partition);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                DeadLetter letter = DeadLetter.of(record);
                if (record.offset() < end && selection.includes(letter)) {
                    each.accept(letter);
                    if (++found == limit) {
                        return found;
                    }
                }
            }
            if (consumer.position(partition) > before) {
                lastProgress = nanoTime.getAsLong();
            } else if (nanoTime.getAsLong() - lastProgress > TIMEOUT.toNanos()) {
                throw new TimeoutException("no record arrived from " + partition + " at offset " + before + " within "
                        + TIMEOUT.toSeconds() + " s");
            }
        }
        return found;
    }

    private void seek(TopicPartition partition, DeadLetterSelection selection) {
        consumer.assign(List.of(partition));
        long beginning = Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition));
        long first = selection.from().getOrDefault(partition.partition(), beginning);
        consumer.seek(partition, Math.max(beginning, first));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
