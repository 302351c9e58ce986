package io.wanderscope.dashboard.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads parts of partitions with a consumer of its own. Not thread-safe. */
final class RangeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;

    RangeReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads parts of partitions, all at once. What the cluster no longer has is left out.
     *
     * @param goesOn asked after each batch whether to read on
     * @return whether all was read
     * @throws org.apache.kafka.common.KafkaException when the cluster cannot be read
     */
    boolean read(
            List<OffsetRange> ranges,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each,
            BooleanSupplier goesOn) {
        Map<TopicPartition, Long> lasts = new HashMap<>();
        ranges.forEach(range -> lasts.put(range.partition(), range.last()));
        // Partitions that are assigned again would stay paused.
        consumer.resume(consumer.paused());
        consumer.assign(lasts.keySet());
        ranges.forEach(range -> consumer.seek(range.partition(), range.first()));
        Set<TopicPartition> open = new HashSet<>(lasts.keySet());
        while (!open.isEmpty() && goesOn.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() <= Objects.requireNonNull(lasts.get(partition))) {
                    each.accept(record);
                }
            }
            Set<TopicPartition> read = new HashSet<>(open);
            read.removeIf(partition -> consumer.position(partition) <= Objects.requireNonNull(lasts.get(partition)));
            consumer.pause(read);
            open.removeAll(read);
        }
        return open.isEmpty();
    }

    /** The first offset that the cluster still has of each partition. */
    Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
