package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.LeftOut;
import io.wanderscope.streaming.PositionRejection;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes positions, and sends those that cannot be decoded or are not valid to the dead letters. */
public final class PositionDecoder implements Processor<byte[], byte[], Object, Object> {
    private final Deserializer<ParticlePosition> deserializer;
    private final StreamMetrics metrics;
    private ProcessorContext<Object, Object> context;
    private DeadLetterSender deadLetters;

    /** Decodes with this deserializer. */
    public PositionDecoder(Deserializer<ParticlePosition> deserializer, StreamMetrics metrics) {
        this.deserializer = deserializer;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterSender(processorContext, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<String> leftOut = LeftOut.of(record.headers());
        if (record.value() == null && leftOut.isPresent()) {
            reject(record, new PositionRejection(DeadLetterCause.TOO_LARGE, "left out: " + leftOut.get()));
            return;
        }
        ParticlePosition position;
        try {
            position = decode(record.value());
        } catch (SerializationException e) {
            reject(record, new PositionRejection(DeadLetterCause.UNREADABLE, e.getMessage()));
            return;
        }
        Optional<PositionRejection> rejection = PositionRejection.of(position, record.key());
        if (rejection.isPresent()) {
            reject(record, rejection.get());
        } else {
            forward(record, position);
        }
    }

    private void reject(Record<byte[], byte[]> record, PositionRejection rejection) {
        deadLetters.send(record, record.key(), record.value(), rejection.cause(), rejection.detail());
    }

    private void forward(Record<byte[], byte[]> record, ParticlePosition position) {
        ReceivedPosition received = new ReceivedPosition(position, record.key(), record.value());
        context.forward(record.withKey(received.track()).withValue(received), TopologyNames.TRAJECTORIES);
    }

    private ParticlePosition decode(byte @Nullable [] value) {
        if (value == null) {
            throw new SerializationException("the record has no value; to end a track, send an end-of-track mark");
        }
        return deserializer.deserialize("", value);
    }
}
