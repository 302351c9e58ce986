package io.wanderscope.dashboard.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.LeftOut;
import io.wanderscope.streaming.PositionRules;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.WireFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Decodes the records of each topic and adds what they say to the live acquisitions. */
final class RecordHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(RecordHandlers.class);

    private final LiveAcquisitions acquisitions;
    private final MeterRegistry metrics;
    private final ReadingListener listener;
    private final Map<String, Handler<byte[]>> byTopic = new HashMap<>();

    /** Handles one record's value. */
    @FunctionalInterface
    private interface Handler<T> {
        void handle(T value, ConsumerRecord<byte[], byte[]> record, Instant seen);
    }

    /** There are triggers only with rules. */
    RecordHandlers(
            StreamTopics topics,
            TriggerRules rules,
            WireFormat format,
            LiveAcquisitions acquisitions,
            ReadingListener listener,
            MeterRegistry metrics) {
        this.acquisitions = acquisitions;
        this.listener = listener;
        this.metrics = metrics;
        byTopic.put(topics.positions(), decoding(format, ParticlePosition.class, this::addPosition));
        byTopic.put(
                topics.labels(),
                decoding(format, TrajectoryLabel.class, (label, record, seen) -> acquisitions.addLabel(label, seen)));
        byTopic.put(
                topics.saliency(),
                decoding(
                        format,
                        TrajectorySaliency.class,
                        (saliency, record, seen) -> acquisitions.addSaliency(saliency, seen)));
        byTopic.put(
                topics.composition(),
                decoding(
                        format,
                        AcquisitionComposition.class,
                        (window, record, seen) -> acquisitions.addComposition(window, seen)));
        byTopic.put(
                topics.population(),
                decoding(
                        format,
                        AcquisitionPopulation.class,
                        (population, record, seen) -> acquisitions.addPopulation(population, seen)));
        if (!rules.isEmpty()) {
            byTopic.put(
                    topics.triggers(),
                    decoding(
                            format,
                            AcquisitionTrigger.class,
                            (trigger, record, seen) -> acquisitions.addTrigger(trigger, seen)));
        }
    }

    private <T extends SpecificRecordBase> Handler<byte[]> decoding(
            WireFormat format, Class<T> type, Handler<T> handler) {
        Deserializer<T> deserializer = format.serde(type).deserializer();
        return (bytes, record, seen) -> {
            T value = deserializer.deserialize(record.topic(), record.headers(), bytes);
            if (value != null) {
                handler.handle(value, record, seen);
                listener.read(record, value);
            }
        };
    }

    /** A position that the stream rejects is not shown either. */
    private void addPosition(ParticlePosition position, ConsumerRecord<byte[], byte[]> record, Instant seen) {
        PositionRules.fault(position, record.key()).ifPresent(fault -> {
            throw new SerializationException(fault.cause() + ": " + fault.detail());
        });
        acquisitions.addPosition(position, seen);
    }

    /** The topics that have a handler. */
    Set<String> topics() {
        return byTopic.keySet();
    }

    /**
     * Handles a record. A record that cannot be read is counted and skipped.
     *
     * @param seen when the record arrived
     * @throws KafkaException when the schema registry does not answer, or when interrupted; either way, nothing is
     *     known about the record yet
     */
    void handle(ConsumerRecord<byte[], byte[]> record, Instant seen) {
        try {
            if (record.value() == null) {
                requireNothingLeftOut(record);
            }
            Objects.requireNonNull(byTopic.get(record.topic())).handle(record.value(), record, seen);
        } catch (RecordTooLargeException e) {
            skip(record, Level.WARN, e);
        } catch (SerializationException e) {
            // The stream turns such positions into dead letters; the dashboard only leaves them out.
            skip(record, Level.DEBUG, e);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // One unforeseen record must not hold up all others.
            skip(record, Level.WARN, e);
        }
        metrics.counter("wanderscope.dashboard.records", "topic", record.topic())
                .increment();
    }

    private static void requireNothingLeftOut(ConsumerRecord<byte[], byte[]> record) {
        LeftOut.of(record.headers()).ifPresent(parts -> {
            throw new RecordTooLargeException("left out: " + parts);
        });
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, Level level, RuntimeException reason) {
        metrics.counter("wanderscope.dashboard.records.unreadable", "topic", record.topic())
                .increment();
        LOG.atLevel(level)
                .log(
                        "event=record_not_shown topic={} partition={} offset={} reason=\"{}\"",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        reason.toString());
    }
}
