package io.wanderscope.app.deadletters;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes dead letters back to the topics where they were read. Not thread-safe. */
public final class DeadLetterPublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final AtomicLong published = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    DeadLetterPublisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Opens a publisher.
     *
     * @param configuration of a producer, without serializers
     */
    public static DeadLetterPublisher open(Map<String, Object> configuration) {
        return new DeadLetterPublisher(
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Publishes a dead letter that has no obstacle; the topic of its origin must exist.
     *
     * @throws KafkaException when this one or an earlier one cannot be published
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives the failure
    public void publish(DeadLetter letter) {
        throwIfFailed();
        int partitions =
                producer.partitionsFor(letter.origin().orElseThrow().topic()).size();
        ProducerRecord<byte[], byte[]> record = letter.original(partitions);
        producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                published.incrementAndGet();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /**
     * Waits until the brokers have all dead letters that were published.
     *
     * @throws KafkaException when one cannot be published
     */
    public void flush() {
        producer.flush();
        throwIfFailed();
    }

    private void throwIfFailed() {
        Exception found = failure.get();
        if (found != null) {
            throw new KafkaException(
                    "replay failed after " + published.get() + " records: " + found.getMessage(), found);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
