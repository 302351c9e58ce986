package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.PositionRejection;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Turns bytes into valid positions; what cannot be read or is not valid goes to the dead letters. */
public final class PositionDecoder implements Processor<byte[], byte[], Object, Object> {
    private final Deserializer<ParticlePosition> deserializer;
    private final StreamMetrics metrics;
    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;

    public PositionDecoder(Deserializer<ParticlePosition> deserializer, StreamMetrics metrics) {
        this.deserializer = deserializer;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetters(processorContext, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ParticlePosition position;
        try {
            position = decode(record.value());
        } catch (SerializationException e) {
            deadLetters.send(record, record.key(), record.value(), DeadLetterCause.UNREADABLE, e.getMessage());
            return;
        }
        Optional<PositionRejection> flaw = PositionRejection.of(position, record.key());
        if (flaw.isPresent()) {
            PositionRejection found = flaw.get();
            deadLetters.send(record, record.key(), record.value(), found.cause(), found.detail());
            return;
        }
        ReceivedPosition received = new ReceivedPosition(position, record.key(), record.value());
        context.forward(record.withKey(received.track()).withValue(received), TopologyNames.TRAJECTORIES);
    }

    private ParticlePosition decode(byte[] value) {
        if (value == null) {
            throw new SerializationException("the record has no value; a track is ended by an end-of-track mark");
        }
        return deserializer.deserialize("", value);
    }
}
