package io.wanderscope.dashboard.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.wanderscope.streaming.BoundedConsumer;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.RecordBounds;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.SchemaRegistryException;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads positions, labels, saliency, compositions and populations from a cluster into memory, on its own thread and in no
 * consumer group: first the recent past, then new records. It survives missing and deleted topics, outages of brokers and of the
 * schema registry, and records that cannot be read.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration REFRESH_WHILE_TOPICS_ARE_MISSING = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Clocks clocks;
    private final LiveAcquisitions acquisitions;
    private final ReadingListener listener;
    private final Consumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics clientMetrics;
    private final RecordHandlers handlers;
    private final PartitionAssignment assignment;
    private final ReadingThread thread;

    /** The record that cannot be read before the schema registry answers; null if there is none. */
    private @Nullable BlockedRecord blocked;

    private long nextRefresh;
    private volatile @Nullable String notReady = "it has not read its topics yet";

    private record BlockedRecord(TopicPartition partition, long offset, String reason) {}

    private TopicReader(
            StreamTopics topics,
            TriggerRules rules,
            WireFormat format,
            Duration history,
            Consumer<byte[], byte[]> consumer,
            LiveAcquisitions acquisitions,
            ReadingListener listener,
            MeterRegistry metrics,
            Clocks clocks) {
        this.acquisitions = acquisitions;
        this.listener = listener;
        this.clocks = clocks;
        this.nextRefresh = clocks.nanoTime().getAsLong();
        this.consumer = consumer;
        this.clientMetrics = new KafkaClientMetrics(consumer);
        this.handlers = new RecordHandlers(topics, rules, format, acquisitions, listener, metrics);
        this.assignment = new PartitionAssignment(consumer, handlers.topics(), history, clocks.wall(), listener);
        this.thread = new ReadingThread("dashboard-reader", consumer, this::run);
    }

    /**
     * Starts reading.
     *
     * @param configuration of a Kafka consumer, without deserializers and group
     * @param rules with which the stream runs; without any, no triggers are read
     * @param history how far back to begin, by the records' timestamps; not negative
     * @param listener hears what is read, on the reader's thread
     * @throws KafkaException when the configuration is rejected
     */
    public static TopicReader start(
            Map<String, ?> configuration,
            StreamTopics topics,
            TriggerRules rules,
            WireFormat format,
            Duration history,
            LiveAcquisitions acquisitions,
            ReadingListener listener,
            MeterRegistry metrics,
            Clocks clocks) {
        Consumer<byte[], byte[]> consumer =
                new BoundedConsumer(ReaderSettings.of(configuration), RecordBounds.of(topics));
        return start(consumer, topics, rules, format, history, acquisitions, listener, metrics, clocks);
    }

    static TopicReader start(
            Consumer<byte[], byte[]> consumer,
            StreamTopics topics,
            TriggerRules rules,
            WireFormat format,
            Duration history,
            LiveAcquisitions acquisitions,
            ReadingListener listener,
            MeterRegistry metrics,
            Clocks clocks) {
        TopicReader reader =
                new TopicReader(topics, rules, format, history, consumer, acquisitions, listener, metrics, clocks);
        reader.clientMetrics.bindTo(metrics);
        reader.thread.start();
        return reader;
    }

    /** The reason why the live acquisitions are not up to date; empty if they are. */
    public Optional<String> notReady() {
        return Optional.ofNullable(notReady);
    }

    private void run() {
        try {
            while (!thread.isClosed()) {
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
            LOG.debug("event=dashboard_reader_woken by=close");
        } catch (KafkaException e) {
            boolean unauthorized = e instanceof AuthorizationException;
            retryLater(e.getMessage() + (unauthorized ? "; it needs the right to read this topic" : ""));
        } catch (RuntimeException e) {
            retryLater(e.toString());
        }
    }

    private void readOnce() {
        if (clocks.nanoTime().getAsLong() - nextRefresh >= 0) {
            refreshAssignment();
        }
        if (assignment.isEmpty()) {
            updateReadiness();
            thread.pause(REFRESH_WHILE_TOPICS_ARE_MISSING);
            return;
        }
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        assignment.noticeBeginnings(polled);
        handleAll(polled);
        assignment.advance(polled);
        if (blocked != null && consumer.position(blocked.partition()) > blocked.offset()) {
            blocked = null;
        }
        updateReadiness();
    }

    private void refreshAssignment() {
        assignment.refresh();
        blocked = blocked != null && assignment.contains(blocked.partition()) ? blocked : null;
        Duration wait = assignment.missingTopics().isEmpty() ? REFRESH : REFRESH_WHILE_TOPICS_ARE_MISSING;
        nextRefresh = clocks.nanoTime().getAsLong() + wait.toNanos();
    }

    private void updateReadiness() {
        if (blocked != null) {
            notReady = blocked.reason();
        } else if (!assignment.isCaughtUp()) {
            notReady = "it is still reading the records from before it started";
        } else {
            acquisitions.markCaughtUp();
            listener.caughtUp();
            notReady = assignment.missingTopics().orElse(null);
        }
    }

    private void retryLater(String reason) {
        notReady = reason;
        LOG.warn("event=dashboard_reader_failed reason=\"{}\"", reason);
        // The assignment may be the cause, so it is refreshed before the next attempt.
        nextRefresh = clocks.nanoTime().getAsLong();
        thread.pause(PAUSE_AFTER_FAILURE);
    }

    private void handleAll(ConsumerRecords<byte[], byte[]> records) {
        for (Iterator<ConsumerRecord<byte[], byte[]>> each = records.iterator(); each.hasNext(); ) {
            ConsumerRecord<byte[], byte[]> record = each.next();
            try {
                handlers.handle(record, seen(record));
            } catch (SchemaRegistryException e) {
                blocked = new BlockedRecord(partition(record), record.offset(), String.valueOf(e.getMessage()));
                rewind(record, each);
                throw e;
            }
        }
    }

    /** Rewinds the consumer, so that a record and those after it are read again. */
    private void rewind(ConsumerRecord<byte[], byte[]> record, Iterator<ConsumerRecord<byte[], byte[]>> following) {
        Map<TopicPartition, Long> first = new HashMap<>();
        first.put(partition(record), record.offset());
        following.forEachRemaining(each -> first.putIfAbsent(partition(each), each.offset()));
        first.forEach(consumer::seek);
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** While catching up, a record counts as seen when it was written, so that it leaves the view at its time. */
    private Instant seen(ConsumerRecord<byte[], byte[]> record) {
        Instant now = clocks.wall().instant();
        Instant written = Instant.ofEpochMilli(record.timestamp());
        return !assignment.isCaughtUp() && written.isBefore(now) ? written : now;
    }

    /** Stops reading. */
    @Override
    public void close() {
        clientMetrics.close();
        thread.close();
    }
}
