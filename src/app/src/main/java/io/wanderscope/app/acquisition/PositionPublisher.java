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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes acquisitions to the positions topic. Not thread-safe. */
public final class PositionPublisher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, ParticlePosition> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** For tests, which bring their own producer. */
    PositionPublisher(Producer<String, ParticlePosition> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Opens a publisher.
     *
     * @param configuration of a Kafka producer, without serializers
     * @param topic the positions topic
     * @param format of the records
     */
    public static PositionPublisher open(Map<String, ?> configuration, String topic, WireFormat format) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new PositionPublisher(
                new KafkaProducer<>(
                        entries,
                        new StringSerializer(),
                        format.serde(ParticlePosition.class).serializer()),
                topic);
    }

    /**
     * Publishes all records of a sequence, each when its frame is due, and returns when the broker has them.
     *
     * @param speed times faster than it was recorded, above 0; infinite for as fast as the records go
     * @param published told after each record how many were published so far
     * @throws KafkaException when a record cannot be published
     */
    public void publish(Iterable<ParticlePosition> sequence, double speed, LongConsumer published) {
        long began = System.nanoTime();
        Instant first = null;
        long count = 0;
        for (ParticlePosition record : sequence) {
            first = first == null ? record.getTime() : first;
            // Not in whole nanoseconds, of which a long holds 292 years only: a frame number may be any.
            double dueMilliseconds = Duration.between(first, record.getTime()).toMillis() / speed;
            sleepUntil(began + Math.round(1e6 * dueMilliseconds));
            send(record);
            published.accept(++count);
        }
        producer.flush();
        throwIfFailed();
    }

    private static void sleepUntil(long due) {
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback says what the future would
    private void send(ParticlePosition record) {
        throwIfFailed();
        String key = new TrackKey(record.getAcquisition(), record.getTrack()).text();
        // Frames before frame 0 of an early recording may lie before 1970, which Kafka's timestamps cannot say.
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
