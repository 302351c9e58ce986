package io.wanderscope.app.acquisition;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.wire.WireFormat;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;

/** Publishes the localisations of acquisitions whose fields are linked as a whole. Not thread-safe. */
public final class LocalisationPublisher extends RecordPublisher<ParticleLocalisation> {
    /** Visible to tests, which bring their own producer. */
    LocalisationPublisher(Producer<String, ParticleLocalisation> producer, String topic, LongSupplier nanoTime) {
        super(producer, topic, nanoTime);
    }

    /**
     * Opens a publisher.
     *
     * @param configuration of a Kafka producer, without serializers
     * @param topic the localisations topic
     * @param format of the records
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    public static LocalisationPublisher open(
            Map<String, ?> configuration, String topic, WireFormat format, LongSupplier nanoTime) {
        return new LocalisationPublisher(producer(configuration, format, ParticleLocalisation.class), topic, nanoTime);
    }

    @Override
    String key(ParticleLocalisation record) {
        return record.getAcquisition();
    }

    @Override
    Instant time(ParticleLocalisation record) {
        return record.getTime();
    }
}
