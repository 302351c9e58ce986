package io.wanderscope.app.acquisition;

import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records of acquisitions to a topic, each at the time of its frame. Not thread-safe.
 *
 * @param <T> the kind of records
 */
public abstract sealed class RecordPublisher<T> implements AutoCloseable
        permits PositionPublisher, LocalisationPublisher {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, T> producer;
    private final String topic;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    RecordPublisher(Producer<String, T> producer, String topic, LongSupplier nanoTime) {
        this.producer = producer;
        this.topic = topic;
        this.nanoTime = nanoTime;
    }

    /** The key of a record. */
    abstract String key(T record);

    /** The time of a record's frame. */
    abstract Instant time(T record);

    /** What a producer of such records needs beyond the configuration of the cluster. */
    static <T extends SpecificRecordBase> Producer<String, T> producer(
            Map<String, ?> configuration, WireFormat format, Class<T> type) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(
                entries, new StringSerializer(), format.serde(type).serializer());
    }

    /**
     * Publishes all records of a sequence, each at the time of its frame, and returns once the broker has them.
     *
     * @param speed multiple of the speed of the recording, above 0; infinite to publish without waiting
     * @param published called after each record with the number published so far
     * @throws KafkaException when a record cannot be published
     */
    public void publish(Iterable<T> sequence, double speed, LongConsumer published) {
        long began = nanoTime.getAsLong();
        @Nullable Instant first = null;
        long count = 0;
        for (T record : sequence) {
            first = first == null ? time(record) : first;
            // In double: a long holds only 292 years of nanoseconds, and a frame number can be any long.
            double dueMilliseconds = Duration.between(first, time(record)).toMillis() / speed;
            sleepUntil(began + Math.round(1e6 * dueMilliseconds));
            send(record);
            published.accept(++count);
        }
        flush();
    }

    /**
     * Hands records over to be published at once; {@link #flush} waits until the broker has them.
     *
     * @throws KafkaException when an earlier record could not be published
     */
    public void publish(Iterable<T> records) {
        records.forEach(this::send);
    }

    /**
     * Returns once the broker has all records.
     *
     * @throws KafkaException when a record cannot be published
     */
    public void flush() {
        producer.flush();
        throwIfFailed();
    }

    private void sleepUntil(long due) {
        try {
            TimeUnit.NANOSECONDS.sleep(due - nanoTime.getAsLong());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives the failure
    private void send(T record) {
        throwIfFailed();
        // Negative frames of an early recording can be before 1970, where Kafka has no timestamps.
        long timestamp = Math.max(0, time(record).toEpochMilli());
        producer.send(new ProducerRecord<>(topic, null, timestamp, key(record), record), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private void throwIfFailed() {
        Exception found = failure.get();
        if (found != null) {
            throw new KafkaException("cannot publish to the topic " + topic + ": " + found.getMessage(), found);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
