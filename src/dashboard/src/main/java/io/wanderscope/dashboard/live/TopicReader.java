package io.wanderscope.dashboard.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.PositionRejection;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.SchemaRegistryException;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads positions, labels, saliency and compositions from a cluster into memory, on a thread of its own and in no
 * consumer group: first the recent past, then what comes. It outlives topics that do not exist yet or no longer,
 * brokers and schema registries that are away, and records that cannot be read.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration LOOK_FOR_MISSING_TOPICS = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Duration history;
    private final LiveAcquisitions acquisitions;
    private final MeterRegistry metrics;
    private final Consumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics clientMetrics;
    private final Map<String, BiConsumer<ConsumerRecord<byte[], byte[]>, Instant>> takers = new HashMap<>();
    private final Thread thread = new Thread(this::run, "dashboard-reader");

    /** What there is to read before the present is reached. */
    private final Map<TopicPartition, Long> past = new HashMap<>();

    /** Why it waits before a record; null where it does not. */
    private Wait wait;

    private long lookAgain = System.nanoTime();
    private volatile String notReady = "it has not read its topics yet";
    private volatile boolean closed;

    /** A record of which nothing is known before the schema registry answers. */
    private record Wait(TopicPartition partition, long offset, String reason) {}

    /** Takes in what a record says. */
    @FunctionalInterface
    private interface Taker<T> {
        void take(T value, byte[] key, Instant seen);
    }

    private TopicReader(
            StreamTopics topics,
            WireFormat format,
            Duration history,
            Consumer<byte[], byte[]> consumer,
            LiveAcquisitions acquisitions,
            MeterRegistry metrics) {
        this.history = history;
        this.acquisitions = acquisitions;
        this.consumer = consumer;
        this.clientMetrics = new KafkaClientMetrics(consumer);
        this.metrics = metrics;
        takers.put(topics.positions(), taker(format, ParticlePosition.class, this::position));
        takers.put(
                topics.labels(),
                taker(format, TrajectoryLabel.class, (label, key, seen) -> acquisitions.label(label, seen)));
        takers.put(
                topics.saliency(),
                taker(
                        format,
                        TrajectorySaliency.class,
                        (saliency, key, seen) -> acquisitions.saliency(saliency, seen)));
        takers.put(
                topics.composition(),
                taker(format, AcquisitionComposition.class, (window, key, seen) -> acquisitions.composition(window)));
    }

    /**
     * Starts reading.
     *
     * @param configuration of a Kafka consumer without deserializers and group
     * @param history how far back to begin, by the records' timestamps; not negative
     * @throws KafkaException when the configuration is refused
     */
    public static TopicReader start(
            Map<String, ?> configuration,
            StreamTopics topics,
            WireFormat format,
            Duration history,
            LiveAcquisitions acquisitions,
            MeterRegistry metrics) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        entries.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        entries.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A topic that was deleted is not to come back because somebody looks on.
        entries.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return start(consumer, topics, format, history, acquisitions, metrics);
    }

    static TopicReader start(
            Consumer<byte[], byte[]> consumer,
            StreamTopics topics,
            WireFormat format,
            Duration history,
            LiveAcquisitions acquisitions,
            MeterRegistry metrics) {
        TopicReader reader = new TopicReader(topics, format, history, consumer, acquisitions, metrics);
        reader.clientMetrics.bindTo(metrics);
        reader.thread.start();
        return reader;
    }

    /** Why what is shown is not up to date; empty when it is. */
    public Optional<String> notReady() {
        return Optional.ofNullable(notReady);
    }

    private static <T extends SpecificRecordBase> BiConsumer<ConsumerRecord<byte[], byte[]>, Instant> taker(
            WireFormat format, Class<T> type, Taker<T> taker) {
        Deserializer<T> deserializer = format.serde(type).deserializer();
        return (record, seen) -> {
            T value = deserializer.deserialize(record.topic(), record.headers(), record.value());
            if (value != null) {
                taker.take(value, record.key(), seen);
            }
        };
    }

    /** What the stream refuses has no place in the picture either. */
    private void position(ParticlePosition position, byte[] key, Instant seen) {
        PositionRejection.of(position, key).ifPresent(flaw -> {
            throw new SerializationException(flaw.cause() + ": " + flaw.detail());
        });
        acquisitions.position(position, seen);
    }

    private void run() {
        try {
            while (!closed) {
                read();
            }
            notReady = "it has stopped reading";
        } catch (Error e) {
            notReady = "it has stopped reading: " + e;
            LOG.error("event=dashboard_reader_ended", e);
            throw e;
        }
    }

    private void read() {
        try {
            readOnce();
        } catch (WakeupException e) {
            // close() has woken it.
            LOG.debug("event=dashboard_reader_woken");
        } catch (KafkaException e) {
            boolean refused = e instanceof AuthorizationException;
            failed(e.getMessage() + (refused ? "; it needs the right to read this topic" : ""));
        } catch (RuntimeException e) {
            failed(e.toString());
        }
    }

    private void readOnce() {
        if (System.nanoTime() - lookAgain >= 0) {
            lookForPartitions();
        }
        if (consumer.assignment().isEmpty()) {
            tellState();
            pause(LOOK_FOR_MISSING_TOPICS);
            return;
        }
        takeAll(consumer.poll(POLL));
        past.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (wait != null && consumer.position(wait.partition()) > wait.offset()) {
            wait = null;
        }
        tellState();
    }

    private void tellState() {
        if (wait != null) {
            notReady = wait.reason();
        } else if (!past.isEmpty()) {
            notReady = "it is reading what came before it was started";
        } else {
            acquisitions.pastIsRead();
            notReady = missingTopics();
        }
    }

    private void failed(String reason) {
        notReady = reason;
        LOG.warn("event=dashboard_reader_failed reason=\"{}\"", reason);
        // What failed may have been said by the assignment; it is made anew.
        lookAgain = System.nanoTime();
        pause(PAUSE_AFTER_FAILURE);
    }

    private void lookForPartitions() {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        Set<TopicPartition> listed = new HashSet<>();
        for (String topic : takers.keySet()) {
            known.getOrDefault(topic, List.of())
                    .forEach(info -> listed.add(new TopicPartition(topic, info.partition())));
        }
        if (!listed.equals(consumer.assignment())) {
            assign(listed);
        }
        boolean complete = missingTopics() == null;
        lookAgain = System.nanoTime() + (complete ? LOOK_FOR_PARTITIONS : LOOK_FOR_MISSING_TOPICS).toNanos();
    }

    /** Goes on with the partitions that it reads, if they are still listed, and begins with the others. */
    private void assign(Set<TopicPartition> listed) {
        Set<TopicPartition> added = new HashSet<>(listed);
        added.removeAll(consumer.assignment());
        long since = System.currentTimeMillis() - history.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        added.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        // Not before all is known: a partition that is assigned and not sought is read from its beginning.
        consumer.assign(listed);
        for (TopicPartition partition : added) {
            OffsetAndTimestamp start = starts.get(partition);
            long end = ends.get(partition);
            consumer.seek(partition, start == null ? end : start.offset());
            past.put(partition, end);
        }
        past.keySet().retainAll(listed);
        wait = wait != null && listed.contains(wait.partition()) ? wait : null;
    }

    /** Null when there are all. */
    private String missingTopics() {
        List<String> missing = takers.keySet().stream()
                .filter(topic -> consumer.assignment().stream()
                        .noneMatch(partition -> partition.topic().equals(topic)))
                .sorted()
                .toList();
        return missing.isEmpty() ? null : "the cluster has no topic " + String.join(", ", missing);
    }

    private void takeAll(ConsumerRecords<byte[], byte[]> records) {
        for (Iterator<ConsumerRecord<byte[], byte[]>> each = records.iterator(); each.hasNext(); ) {
            ConsumerRecord<byte[], byte[]> record = each.next();
            try {
                take(record);
            } catch (SchemaRegistryException e) {
                wait = new Wait(partition(record), record.offset(), e.getMessage());
                goBack(record, each);
                throw e;
            }
        }
    }

    /** Has a record and those after it read again. */
    private void goBack(ConsumerRecord<byte[], byte[]> record, Iterator<ConsumerRecord<byte[], byte[]>> following) {
        Map<TopicPartition, Long> first = new HashMap<>();
        first.put(partition(record), record.offset());
        following.forEachRemaining(each -> first.putIfAbsent(partition(each), each.offset()));
        first.forEach(consumer::seek);
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            takers.get(record.topic()).accept(record, seen(record));
        } catch (SerializationException e) {
            // The stream makes dead letters of positions; here, one record less is shown.
            notShown(record, Level.DEBUG, e);
        } catch (KafkaException e) {
            // Of the registry or of an interruption: it says nothing about the record.
            throw e;
        } catch (RuntimeException e) {
            // One record that nobody thought of is not to hold up all others.
            notShown(record, Level.WARN, e);
        }
        metrics.counter("wanderscope.dashboard.records", "topic", record.topic())
                .increment();
    }

    private void notShown(ConsumerRecord<byte[], byte[]> record, Level level, RuntimeException reason) {
        metrics.counter("wanderscope.dashboard.records.unreadable", "topic", record.topic())
                .increment();
        LOG.atLevel(level)
                .log(
                        "event=record_not_shown topic={} partition={} offset={} reason=\"{}\"",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        reason.toString());
    }

    /** What is read again counts as seen when it was written, so that it disappears as if it had been seen then. */
    private Instant seen(ConsumerRecord<byte[], byte[]> record) {
        Instant now = Instant.now();
        Instant written = Instant.ofEpochMilli(record.timestamp());
        return !past.isEmpty() && written.isBefore(now) ? written : now;
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Stops reading. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            clientMetrics.close();
            consumer.close();
        }
    }
}
