package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes acquisitions to the positions topic. Not thread-safe. */
public final class PositionPublisher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, ParticlePosition> producer;
    private final String topic;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Visible to tests, which bring their own producer. */
    PositionPublisher(Producer<String, ParticlePosition> producer, String topic, LongSupplier nanoTime) {
        this.producer = producer;
        this.topic = topic;
        this.nanoTime = nanoTime;
    }

    /**
     * Opens a publisher.
     *
     * @param configuration of a Kafka producer, without serializers
     * @param topic the positions topic
     * @param format of the records
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    public static PositionPublisher open(
            Map<String, ?> configuration, String topic, WireFormat format, LongSupplier nanoTime) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new PositionPublisher(
                new KafkaProducer<>(
                        entries,
                        new StringSerializer(),
                        format.serde(ParticlePosition.class).serializer()),
                topic,
                nanoTime);
    }

    /**
     * Publishes all records of a sequence, each at the time of its frame, and returns once the broker has them.
     *
     * @param speed multiple of the speed of the recording, above 0; infinite to publish without waiting
     * @param published called after each record with the number published so far
     * @throws KafkaException when a record cannot be published
     */
    public void publish(Iterable<ParticlePosition> sequence, double speed, LongConsumer published) {
        long began = nanoTime.getAsLong();
        @Nullable Instant first = null;
        long count = 0;
        for (ParticlePosition record : sequence) {
            first = first == null ? record.getTime() : first;
            // In double: a long holds only 292 years of nanoseconds, and a frame number can be any long.
            double dueMilliseconds = Duration.between(first, record.getTime()).toMillis() / speed;
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
    public void publish(Iterable<ParticlePosition> records) {
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
    private void send(ParticlePosition record) {
        throwIfFailed();
        String key = new TrackKey(record.getAcquisition(), record.getTrack()).text();
        // Negative frames of an early recording can be before 1970, where Kafka has no timestamps.
        long timestamp = Math.max(0, record.getTime().toEpochMilli());
        producer.send(new ProducerRecord<>(topic, null, timestamp, key, record), (metadata, exception) -> {
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
