package io.wanderscope.dashboard.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.SchemaRegistryException;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

/**
 * Reads positions, labels, saliency and compositions from a cluster into memory, on a thread of its own and in no
 * consumer group: first the recent past, then what comes. It outlives topics that do not exist yet, brokers that are
 * away and records that cannot be read.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration LOOK_FOR_MISSING_TOPICS = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Duration history;
    private final MeterRegistry metrics;
    private final Consumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics clientMetrics;
    private final Map<String, BiConsumer<ConsumerRecord<byte[], byte[]>, Instant>> takers = new HashMap<>();
    private final Thread thread = new Thread(this::run, "dashboard-reader");

    /** What there is to read before the present is reached. */
    private final Map<TopicPartition, Long> past = new HashMap<>();

    private long lookAgain = System.nanoTime();
    private volatile String notReady = "it has not read its topics yet";
    private volatile boolean closed;

    private TopicReader(
            StreamTopics topics,
            WireFormat format,
            Duration history,
            Consumer<byte[], byte[]> consumer,
            LiveAcquisitions acquisitions,
            MeterRegistry metrics) {
        this.history = history;
        this.consumer = consumer;
        this.clientMetrics = new KafkaClientMetrics(consumer);
        this.metrics = metrics;
        takers.put(topics.positions(), taker(format, ParticlePosition.class, acquisitions::position));
        takers.put(topics.labels(), taker(format, TrajectoryLabel.class, acquisitions::label));
        takers.put(topics.saliency(), taker(format, TrajectorySaliency.class, acquisitions::saliency));
        takers.put(
                topics.composition(),
                taker(format, AcquisitionComposition.class, (record, seen) -> acquisitions.composition(record)));
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
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicReader reader = new TopicReader(topics, format, history, consumer, acquisitions, metrics);
        reader.clientMetrics.bindTo(metrics);
        reader.thread.start();
        return reader;
    }

    /** Why what is shown is not up to date; empty when it is. */
    public Optional<String> notReady() {
        return Optional.ofNullable(notReady);
    }

    private <T extends SpecificRecordBase> BiConsumer<ConsumerRecord<byte[], byte[]>, Instant> taker(
            WireFormat format, Class<T> type, BiConsumer<T, Instant> take) {
        Deserializer<T> deserializer = format.serde(type).deserializer();
        return (record, seen) -> {
            T value = deserializer.deserialize(record.topic(), record.headers(), record.value());
            if (value != null) {
                take.accept(value, seen);
            }
        };
    }

    private void run() {
        while (!closed) {
            try {
                readOnce();
            } catch (WakeupException e) {
                // close() has woken it.
                LOG.debug("event=dashboard_reader_woken");
            } catch (KafkaException e) {
                failed(e);
            }
        }
    }

    private void readOnce() {
        if (System.nanoTime() - lookAgain >= 0) {
            lookForPartitions();
        }
        if (consumer.assignment().isEmpty()) {
            pause(LOOK_FOR_MISSING_TOPICS);
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            take(record);
        }
        if (!past.isEmpty()) {
            past.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            notReady = past.isEmpty() ? missingTopics() : "it is reading what came before it was started";
        }
    }

    private void failed(KafkaException failure) {
        String hint = failure instanceof AuthorizationException ? "; it needs the right to read this topic" : "";
        notReady = failure.getMessage() + hint;
        LOG.warn("event=dashboard_reader_failed reason=\"{}\"", notReady);
        // What failed may have been said by the assignment; it is made anew.
        lookAgain = System.nanoTime();
        pause(PAUSE_AFTER_FAILURE);
    }

    private void lookForPartitions() {
        List<TopicPartition> added = new ArrayList<>();
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        for (String topic : takers.keySet()) {
            for (PartitionInfo info : known.getOrDefault(topic, List.of())) {
                TopicPartition partition = new TopicPartition(topic, info.partition());
                if (!consumer.assignment().contains(partition)) {
                    added.add(partition);
                }
            }
        }
        if (!added.isEmpty()) {
            assign(added);
        }
        notReady = past.isEmpty() ? missingTopics() : notReady;
        boolean complete = missingTopics() == null;
        lookAgain = System.nanoTime() + (complete ? LOOK_FOR_PARTITIONS : LOOK_FOR_MISSING_TOPICS).toNanos();
    }

    private void assign(List<TopicPartition> added) {
        List<TopicPartition> all = new ArrayList<>(consumer.assignment());
        all.addAll(added);
        consumer.assign(all);
        long since = System.currentTimeMillis() - history.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        added.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        for (TopicPartition partition : added) {
            OffsetAndTimestamp start = starts.get(partition);
            long end = ends.get(partition);
            consumer.seek(partition, start == null ? end : start.offset());
            past.put(partition, end);
        }
    }

    private String missingTopics() {
        List<String> missing = takers.keySet().stream()
                .filter(topic -> consumer.assignment().stream()
                        .noneMatch(partition -> partition.topic().equals(topic)))
                .sorted()
                .toList();
        return missing.isEmpty() ? null : "the cluster has no topic " + String.join(", ", missing);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        metrics.counter("wanderscope.dashboard.records", "topic", record.topic())
                .increment();
        try {
            takers.get(record.topic()).accept(record, seen(record));
        } catch (SerializationException | SchemaRegistryException e) {
            // The stream makes dead letters of positions; here, one record less is shown.
            metrics.counter("wanderscope.dashboard.records.unreadable", "topic", record.topic())
                    .increment();
            LOG.debug(
                    "event=record_not_shown topic={} partition={} offset={} reason=\"{}\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
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
