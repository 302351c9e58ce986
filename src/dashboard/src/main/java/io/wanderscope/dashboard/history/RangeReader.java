package io.wanderscope.dashboard.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads parts of partitions with a consumer of its own. Not thread-safe. */
final class RangeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;

    RangeReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads parts of partitions, all at once. What retention has taken away is left out.
     *
     * @param goesOn asked after each batch whether to read on
     * @return whether all was read
     * @throws MissingOffsetsException when the cluster does not have a part's offsets now, as of a topic that was created again
     * @throws KafkaException when the cluster cannot be read
     */
    boolean read(
            List<OffsetRange> ranges,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each,
            BooleanSupplier goesOn) {
        Map<TopicPartition, OffsetRange> open = new HashMap<>();
        ranges.forEach(range -> open.put(range.partition(), range));
        // Partitions that stay assigned would stay paused, and their ends would be those of the reading before.
        consumer.assign(Set.of());
        consumer.assign(open.keySet());
        ranges.forEach(range -> consumer.seek(range.partition(), range.first()));
        while (!open.isEmpty() && goesOn.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                OffsetRange range = open.get(new TopicPartition(record.topic(), record.partition()));
                if (range != null && record.offset() <= range.last()) {
                    requireItsOffsets(range, record.offset());
                    each.accept(record);
                }
            }
            Set<TopicPartition> read = new HashSet<>(open.keySet());
            read.removeIf(partition -> !isRead(Objects.requireNonNull(open.get(partition))));
            consumer.pause(read);
            open.keySet().removeAll(read);
        }
        return open.isEmpty();
    }

    private boolean isRead(OffsetRange range) {
        long position = consumer.position(range.partition());
        requireItsOffsets(range, position);
        OptionalLong lag = consumer.currentLag(range.partition());
        if (position <= range.last() && lag.isPresent() && position + lag.getAsLong() <= range.last()) {
            throw new MissingOffsetsException(range, "ends at offset " + (position + lag.getAsLong()));
        }
        return position > range.last();
    }

    /** Offsets that are gone take a consumer further; those that are not there yet take it back to the beginning. */
    private static void requireItsOffsets(OffsetRange range, long offset) {
        if (offset < range.first()) {
            throw new MissingOffsetsException(range, "is at offset " + offset);
        }
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
