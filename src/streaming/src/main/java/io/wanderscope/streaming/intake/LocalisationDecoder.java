package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.streaming.LocalisationRules;
import io.wanderscope.streaming.RecordFault;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes localisations, and sends those that cannot be decoded or are not valid to the dead letters. */
public final class LocalisationDecoder extends RecordDecoder<ParticleLocalisation> {
    /** Decodes with this deserializer. */
    public LocalisationDecoder(Deserializer<ParticleLocalisation> deserializer, StreamMetrics metrics) {
        super(deserializer, TopologyNames.LOCALISATION_DEAD_LETTERS_SINK, metrics);
    }

    @Override
    String insteadOfNoValue() {
        return "to end an acquisition, send an end-of-acquisition mark";
    }

    @Override
    Optional<RecordFault> fault(ParticleLocalisation localisation, byte @Nullable [] key) {
        return LocalisationRules.fault(localisation, key);
    }

    @Override
    void forward(
            ProcessorContext<Object, Object> to, Record<byte[], byte[]> record, ParticleLocalisation localisation) {
        ReceivedLocalisation received = new ReceivedLocalisation(localisation, record.key(), record.value());
        to.forward(record.withKey(received.field()).withValue(received), TopologyNames.LINKER);
    }
}
