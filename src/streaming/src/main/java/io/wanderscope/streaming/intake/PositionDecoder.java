package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.PositionRules;
import io.wanderscope.streaming.RecordFault;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes positions, and sends those that cannot be decoded or are not valid to the dead letters. */
public final class PositionDecoder extends RecordDecoder<ParticlePosition> {
    /** Decodes with this deserializer. */
    public PositionDecoder(Deserializer<ParticlePosition> deserializer, StreamMetrics metrics) {
        super(deserializer, TopologyNames.DEAD_LETTERS_SINK, metrics);
    }

    @Override
    String insteadOfNoValue() {
        return "to end a track, send an end-of-track mark";
    }

    @Override
    Optional<RecordFault> fault(ParticlePosition position, byte @Nullable [] key) {
        return PositionRules.fault(position, key);
    }

    @Override
    void forward(ProcessorContext<Object, Object> to, Record<byte[], byte[]> record, ParticlePosition position) {
        ReceivedPosition received = new ReceivedPosition(position, record.key(), record.value());
        to.forward(record.withKey(received.track()).withValue(received), TopologyNames.TRAJECTORIES);
    }
}
