package io.wanderscope.streaming;

import io.wanderscope.streaming.CarefulReader.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a consumer such that no record is too large for it. Parts that are longer than the bounds are left out, and
 * {@link LeftOut} says so. Kafka's client decompresses each record in one piece; if the memory has no room for one, the
 * records before it are read one by one, and {@link LeftOut} stands for it and for what follows it in its compressed
 * batch, which cannot be read without it. It is not tried a second time: to find out can take longer than the group waits
 * for its member, which then begins again before it. For use by the consumer's one thread.
 */
public final class BoundedPolling {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedPolling.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Function<Duration, ConsumerRecords<byte[], byte[]>> poll;
    private final Supplier<CarefulReader> readers;
    private final int maximumRecords;
    private final RecordBounds bounds;
    /** By partition, the latest. */
    private final Map<TopicPartition, Unreadable> known = new HashMap<>();

    /**
     * Polls a consumer.
     *
     * @param consumer whose positions are looked up and set
     * @param poll its own method of that name
     * @param configuration with which it was made
     */
    public BoundedPolling(
            Consumer<byte[], byte[]> consumer,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            Map<String, ?> configuration,
            RecordBounds bounds) {
        this(
                consumer,
                poll,
                () -> CarefulReader.open(configuration, bounds),
                CarefulReader.maximumRecords(configuration),
                bounds);
    }

    /** Visible to tests, whose readers fail. */
    BoundedPolling(
            Consumer<byte[], byte[]> consumer,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            Supplier<CarefulReader> readers,
            int maximumRecords,
            RecordBounds bounds) {
        this.consumer = consumer;
        this.poll = poll;
        this.readers = readers;
        this.maximumRecords = maximumRecords;
        this.bounds = bounds;
    }

    /** The next records, as {@link Consumer#poll(Duration)} returns them. */
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Map<TopicPartition, Long> before = positions();
        if (before.entrySet().stream().anyMatch(each -> leadsToUnreadable(each.getKey(), each.getValue()))) {
            return readOneByOne(before, timeout);
        }
        try {
            return bounded(poll.apply(timeout), bounds);
        } catch (OutOfMemoryError e) {
            return pollCarefully(before, timeout, e);
        }
    }

    /** Whether the next poll could come to a record that is known to have no room. */
    private boolean leadsToUnreadable(TopicPartition partition, long position) {
        Unreadable unreadable = known.get(partition);
        return unreadable != null && position <= unreadable.offset() && unreadable.offset() - position < maximumRecords;
    }

    /** Of the partitions that are read; without those that have none yet. */
    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new LinkedHashMap<>();
        for (TopicPartition partition : read()) {
            try {
                positions.put(partition, consumer.position(partition, Duration.ZERO));
            } catch (TimeoutException e) {
                LOG.trace("event=no_position_yet partition={}", partition);
            }
        }
        return positions;
    }

    private Set<TopicPartition> read() {
        Set<TopicPartition> read = new LinkedHashSet<>(consumer.assignment());
        read.removeAll(consumer.paused());
        return read;
    }

    /**
     * Polls again after the memory ran out, for one record or because of many. The failed poll had already moved some
     * positions past records that nobody got, so it starts from the earlier ones.
     */
    private ConsumerRecords<byte[], byte[]> pollCarefully(
            Map<TopicPartition, Long> before, Duration timeout, OutOfMemoryError failure) {
        if (!before.keySet().containsAll(read())) {
            throw failure;
        }
        before.keySet().retainAll(read());
        before.forEach(consumer::seek);
        LOG.warn("event=records_read_one_by_one reason=\"{}\" positions={}", failure, before);
        return readOneByOne(before, timeout);
    }

    private ConsumerRecords<byte[], byte[]> readOneByOne(Map<TopicPartition, Long> before, Duration timeout) {
        try (CarefulReader reader = readers.get()) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
            before.forEach((partition, position) -> {
                CarefulReader.Reading reading =
                        reader.read(partition, position, Optional.ofNullable(known.get(partition)));
                reading.unreadable().ifPresent(unreadable -> known.put(partition, unreadable));
                if (!reading.records().isEmpty()) {
                    records.put(partition, reading.records());
                }
                next.put(partition, new OffsetAndMetadata(reading.next()));
            });
            next.forEach(consumer::seek);
            return new ConsumerRecords<>(records, next);
        } catch (KafkaException e) {
            // The positions are still those from before, so the next poll is another attempt.
            LOG.warn("event=records_not_read reason=\"{}\"", e.getMessage());
            return pollForTheGroup(timeout);
        }
    }

    /**
     * Takes part in the group and reads nothing. A member that does not poll holds up every rebalance, and is shut out in
     * the end.
     */
    private ConsumerRecords<byte[], byte[]> pollForTheGroup(Duration timeout) {
        Set<TopicPartition> unread = read();
        consumer.pause(unread);
        try {
            // Partitions that are assigned meanwhile may have records.
            return bounded(poll.apply(timeout), bounds);
        } finally {
            unread.retainAll(consumer.assignment());
            consumer.resume(unread);
        }
    }

    /** The same records without what exceeds the bounds. */
    private static ConsumerRecords<byte[], byte[]> bounded(
            ConsumerRecords<byte[], byte[]> records, RecordBounds bounds) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> bounded = new LinkedHashMap<>();
        boolean changed = false;
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                ConsumerRecord<byte[], byte[]> kept = bounded(record, bounds);
                changed |= kept != record;
                ofPartition.add(kept);
            }
            bounded.put(partition, ofPartition);
        }
        return changed ? new ConsumerRecords<>(bounded, records.nextOffsets()) : records;
    }

    /** Looking at the headers also copies them: until then, each holds the memory of the whole record. */
    static ConsumerRecord<byte[], byte[]> bounded(ConsumerRecord<byte[], byte[]> record, RecordBounds bounds) {
        int most = bounds.of(record.topic());
        long headerBytes = 0;
        for (Header header : record.headers()) {
            headerBytes += (long) header.key().length() + length(header.value());
        }
        if (headerBytes <= most && length(record.key()) <= most && length(record.value()) <= most) {
            return record;
        }
        Headers headers = headerBytes <= most ? record.headers() : remaining(record.headers(), headerBytes);
        byte[] key = part(record.key(), "key", most, headers);
        byte[] value = part(record.value(), "value", most, headers);
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                key,
                value,
                headers,
                record.leaderEpoch());
    }

    private static Headers remaining(Headers all, long bytes) {
        Headers remaining = new RecordHeaders();
        LeftOut.of(all).ifPresent(parts -> LeftOut.add(remaining, parts));
        LeftOut.add(remaining, "headers of " + bytes + " bytes");
        return remaining;
    }

    private static byte @Nullable [] part(byte @Nullable [] part, String name, int most, Headers headers) {
        if (length(part) <= most) {
            return part;
        }
        LeftOut.add(headers, name + " of " + length(part) + " bytes");
        return null;
    }

    private static int length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }
}
