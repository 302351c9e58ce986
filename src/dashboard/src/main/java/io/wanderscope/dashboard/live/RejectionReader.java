package io.wanderscope.dashboard.live;

import io.wanderscope.streaming.BoundedConsumer;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.RecordBounds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts dead letters, from the recent past on, so that the page can say that records were rejected. It has a consumer and a thread of
 * its own, because nothing depends on it: a topic that is missing, or that may not be read, leaves the rest of the dashboard as it is.
 */
public final class RejectionReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Bounds the memory of a fetch: brokers send the values, too, of which nothing is needed. */
    private static final int FETCH_BYTES = 1 << 20;

    private final Consumer<byte[], byte[]> consumer;
    private final LiveAcquisitions acquisitions;
    private final Clocks clocks;
    private final PartitionAssignment assignment;
    private final ReadingThread thread;
    private long nextRefresh;
    /** What was logged last; empty while it reads. */
    private String reported = "";

    private RejectionReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Duration history,
            LiveAcquisitions acquisitions,
            Clocks clocks) {
        this.consumer = consumer;
        this.acquisitions = acquisitions;
        this.clocks = clocks;
        this.nextRefresh = clocks.nanoTime().getAsLong();
        this.assignment = new PartitionAssignment(consumer, Set.of(topic), history, clocks.wall(), new Nobody());
        this.thread = new ReadingThread("dashboard-rejections", consumer, this::run);
    }

    /**
     * Starts reading.
     *
     * @param configuration of a Kafka consumer, without deserializers and group
     * @param topic of the dead letters
     * @param history how far back to begin, by the records' timestamps; not negative
     * @throws org.apache.kafka.common.KafkaException when the configuration is rejected
     */
    public static RejectionReader start(
            Map<String, ?> configuration,
            String topic,
            Duration history,
            LiveAcquisitions acquisitions,
            Clocks clocks) {
        Map<String, Object> entries = ReaderSettings.of(configuration);
        entries.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        entries.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        Consumer<byte[], byte[]> consumer = new BoundedConsumer(entries, RecordBounds.ofStream());
        return start(consumer, topic, history, acquisitions, clocks);
    }

    static RejectionReader start(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Duration history,
            LiveAcquisitions acquisitions,
            Clocks clocks) {
        RejectionReader reader = new RejectionReader(consumer, topic, history, acquisitions, clocks);
        reader.thread.start();
        return reader;
    }

    private void run() {
        while (!thread.isClosed()) {
            try {
                readOnce();
            } catch (WakeupException e) {
                LOG.debug("event=rejection_reader_woken by=close");
            } catch (RuntimeException e) {
                retryLater(e);
            }
        }
    }

    private void readOnce() {
        if (clocks.nanoTime().getAsLong() - nextRefresh >= 0) {
            assignment.refresh();
            nextRefresh = clocks.nanoTime().getAsLong() + REFRESH.toNanos();
        }
        if (assignment.isEmpty()) {
            thread.pause(PAUSE);
            return;
        }
        consumer.poll(POLL).forEach(letter -> acquisitions.addRejection(letter.key(), cause(letter)));
        reported = "";
    }

    private static Optional<DeadLetterCause> cause(ConsumerRecord<byte[], byte[]> letter) {
        Header header = letter.headers().lastHeader(DeadLetterHeaders.CAUSE);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String name = new String(header.value(), StandardCharsets.UTF_8);
        return Stream.of(DeadLetterCause.values())
                .filter(cause -> cause.name().equals(name))
                .findFirst();
    }

    /** The assignment may be the cause, so it is refreshed before the next attempt. */
    private void retryLater(RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(reported)) {
            reported = reason;
            LOG.warn("event=dead_letters_not_counted reason=\"{}\"", reason);
        }
        nextRefresh = clocks.nanoTime().getAsLong();
        thread.pause(PAUSE);
    }

    /** Stops reading. */
    @Override
    public void close() {
        thread.close();
    }

    /** Nobody needs to know where the dead letters begin. */
    private static final class Nobody implements ReadingListener {
        @Override
        public void starts(TopicPartition partition, long offset) {}

        @Override
        public void ends(TopicPartition partition) {}

        @Override
        public void caughtUp() {}

        @Override
        public void read(ConsumerRecord<byte[], byte[]> record, SpecificRecordBase value) {}
    }
}
