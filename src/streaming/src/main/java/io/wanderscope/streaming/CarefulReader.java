package io.wanderscope.streaming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records one by one, and finds out which of them the memory has no room for. */
final class CarefulReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CarefulReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAX_EMPTY_POLLS = 100;

    /** With so much left, it is the record that is too large. */
    private static final int ENOUGH_FREE_BYTES = 16 << 20;

    private final Consumer<byte[], byte[]> consumer;
    private final int maximumRecords;
    private final RecordBounds bounds;

    /**
     * Some records of a partition.
     *
     * @param next offset at which to go on
     * @param unreadable what was found to have no room in the memory, the last of the records; empty if all had
     */
    record Reading(List<ConsumerRecord<byte[], byte[]>> records, long next, Optional<Unreadable> unreadable) {}

    /**
     * A record that has no room in the memory, with what cannot be read because of it.
     *
     * @param next offset behind that
     */
    record Unreadable(long offset, long next) {}

    /** Visible to tests, which bring a consumer that fails. */
    CarefulReader(Consumer<byte[], byte[]> consumer, int maximumRecords, RecordBounds bounds) {
        this.consumer = consumer;
        this.maximumRecords = maximumRecords;
        this.bounds = bounds;
    }

    /**
     * Opens a reader beside a consumer.
     *
     * @param configuration of that consumer
     */
    static CarefulReader open(Map<String, ?> configuration, RecordBounds bounds) {
        Map<String, Object> entries = new HashMap<>(configuration);
        Object clientId = entries.getOrDefault(ConsumerConfig.CLIENT_ID_CONFIG, "");
        int maximumRecords = maximumRecords(configuration);
        List.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG)
                .forEach(entries::remove);
        entries.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId + "-careful");
        entries.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        entries.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        entries.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        entries.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new CarefulReader(
                new KafkaConsumer<>(entries, BoundedBytes.key(bounds), BoundedBytes.value(bounds)),
                maximumRecords,
                bounds);
    }

    /** As many as a poll of a consumer with this configuration returns at most. */
    static int maximumRecords(Map<String, ?> configuration) {
        Object most = configuration.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
        return most == null ? ConsumerConfig.DEFAULT_MAX_POLL_RECORDS : Integer.parseInt(most.toString());
    }

    /**
     * Reads from an offset until there are as many records as a poll returns, none are left, or one does not fit.
     *
     * @param known what was found to have no room before, and is not tried again
     * @throws KafkaException when the brokers do not answer
     */
    Reading read(TopicPartition partition, long from, Optional<Unreadable> known) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < maximumRecords) {
            long position = consumer.position(partition);
            if (known.filter(unreadable -> unreadable.offset() == position).isPresent()) {
                return leftOut(partition, known.get(), records);
            }
            try {
                List<ConsumerRecord<byte[], byte[]>> one = one(partition, position, end);
                if (one.isEmpty()) {
                    break;
                }
                records.addAll(one);
            } catch (OutOfMemoryError e) {
                requireThatTheRecordIsToBlame();
                return leftOut(partition, new Unreadable(position, nextReadable(partition, position, end)), records);
            }
        }
        return new Reading(records, consumer.position(partition), Optional.empty());
    }

    private static Reading leftOut(
            TopicPartition partition, Unreadable unreadable, List<ConsumerRecord<byte[], byte[]>> before) {
        long offset = unreadable.offset();
        long next = unreadable.next();
        LOG.warn("event=record_left_out partition={} offset={} next_offset={}", partition, offset, next);
        before.add(LeftOut.record(partition, offset, next));
        return new Reading(before, next, Optional.of(unreadable));
    }

    /** The next record; none if there is none before the end. */
    private List<ConsumerRecord<byte[], byte[]>> one(TopicPartition partition, long from, long end) {
        for (int empty = 0; empty < MAX_EMPTY_POLLS; empty++) {
            if (consumer.position(partition) >= end) {
                return List.of();
            }
            List<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL).records(partition);
            if (!polled.isEmpty()) {
                return List.of(BoundedPolling.bounded(polled.get(0), bounds));
            }
        }
        throw new TimeoutException("nothing arrived from " + partition + " at offset " + from);
    }

    /** Otherwise the memory is full of other things, and no record is to blame. */
    private static void requireThatTheRecordIsToBlame() {
        byte[] free = new byte[ENOUGH_FREE_BYTES];
        LOG.debug("event=memory_left bytes={}", free.length);
    }

    /**
     * The offset behind the record and behind what cannot be read because of it: the client reads a compressed batch
     * from its beginning. Looks twice as far ahead each time, then halves the last stretch.
     */
    private long nextReadable(TopicPartition partition, long unreadable, long end) {
        long last = unreadable;
        long readable = Math.min(unreadable + 1, end);
        while (!isReadable(partition, readable, end)) {
            last = readable;
            readable = Math.min(unreadable + 2 * (readable - unreadable), end);
        }
        while (readable - last > 1) {
            long middle = last + (readable - last) / 2;
            if (isReadable(partition, middle, end)) {
                readable = middle;
            } else {
                last = middle;
            }
        }
        return readable;
    }

    private boolean isReadable(TopicPartition partition, long offset, long end) {
        consumer.seek(partition, offset);
        try {
            one(partition, offset, end);
            return true;
        } catch (OutOfMemoryError e) {
            requireThatTheRecordIsToBlame();
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
