package io.wanderscope.dashboard.history;

import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.PositionRules;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes the records of the topics whose past can be shown. Thread-safe. */
final class RecordReading {
    private final Map<String, Deserializer<? extends SpecificRecordBase>> byTopic;

    RecordReading(StreamTopics topics, WireFormat format) {
        byTopic = Map.of(
                topics.positions(), format.serde(ParticlePosition.class).deserializer(),
                topics.labels(), format.serde(TrajectoryLabel.class).deserializer(),
                topics.population(), format.serde(AcquisitionPopulation.class).deserializer());
    }

    /** The topics whose records it decodes. */
    Set<String> topics() {
        return byTopic.keySet();
    }

    /** The value of a record; empty for one that cannot be read, which the live acquisitions have left out, too. */
    Optional<SpecificRecordBase> value(ConsumerRecord<byte[], byte[]> record) {
        Deserializer<? extends SpecificRecordBase> deserializer = byTopic.get(record.topic());
        if (deserializer == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable((SpecificRecordBase)
                            deserializer.deserialize(record.topic(), record.headers(), record.value()))
                    .filter(value -> !(value instanceof ParticlePosition position)
                            || PositionRules.fault(position, record.key()).isEmpty());
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }
}
