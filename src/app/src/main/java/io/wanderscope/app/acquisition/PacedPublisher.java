package io.wanderscope.app.acquisition;

import io.wanderscope.ingest.Publication;
import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.ingest.RecordType;
import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records of acquisitions to a topic, each at the time of its frame. Not thread-safe.
 *
 * @param <T> the record
 */
public final class PacedPublisher<T extends SpecificRecordBase> implements AutoCloseable {
    /** A record that no broker has taken by then has failed; Kafka's default. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RecordPublisher publisher;
    private final RecordType<T> type;
    private final Publication<T> publication;
    private final LongSupplier nanoTime;
    private final Sleep sleep;

    /** Waits for some nanoseconds; not at all if they are not above 0. */
    @FunctionalInterface
    interface Sleep {
        void sleep(long nanoseconds) throws InterruptedException;
    }

    /** Visible to tests, which bring their own publisher and time. */
    PacedPublisher(RecordPublisher publisher, RecordType<T> type, String topic, LongSupplier nanoTime, Sleep sleep) {
        this.publisher = publisher;
        this.type = type;
        this.publication = publisher.begin(type, topic);
        this.nanoTime = nanoTime;
        this.sleep = sleep;
    }

    /**
     * Opens a publisher.
     *
     * @param configuration of a Kafka producer, without serializers
     * @param format of the records
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    public static <T extends SpecificRecordBase> PacedPublisher<T> open(
            Map<String, ?> configuration, RecordType<T> type, String topic, WireFormat format, LongSupplier nanoTime) {
        RecordPublisher publisher = RecordPublisher.open(configuration, format, PATIENCE);
        return new PacedPublisher<>(publisher, type, topic, nanoTime, TimeUnit.NANOSECONDS::sleep);
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
            first = first == null ? type.time(record) : first;
            // In double: a long holds only 292 years of nanoseconds, and a frame number can be any long.
            double dueMilliseconds = Duration.between(first, type.time(record)).toMillis() / speed;
            sleepUntil(began + Math.round(1e6 * dueMilliseconds));
            publication.send(record);
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
        records.forEach(publication::send);
    }

    /**
     * Returns once the broker has all records.
     *
     * @throws KafkaException when a record cannot be published
     */
    public void flush() {
        try {
            publication.await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void sleepUntil(long due) {
        try {
            sleep.sleep(due - nanoTime.getAsLong());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
