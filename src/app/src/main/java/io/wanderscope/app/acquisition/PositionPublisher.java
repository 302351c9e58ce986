package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.wire.WireFormat;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;

/** Publishes acquisitions to the positions topic. Not thread-safe. */
public final class PositionPublisher extends RecordPublisher<ParticlePosition> {
    /** Visible to tests, which bring their own producer. */
    PositionPublisher(Producer<String, ParticlePosition> producer, String topic, LongSupplier nanoTime) {
        super(producer, topic, nanoTime);
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
        return new PositionPublisher(producer(configuration, format, ParticlePosition.class), topic, nanoTime);
    }

    @Override
    String key(ParticlePosition record) {
        return new TrackKey(record.getAcquisition(), record.getTrack()).text();
    }

    @Override
    Instant time(ParticlePosition record) {
        return record.getTime();
    }
}
