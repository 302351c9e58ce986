package io.wanderscope.streaming.intake;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.LeftOut;
import io.wanderscope.streaming.RecordFault;
import io.wanderscope.streaming.StreamMetrics;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what was sent to the stream, and sends what cannot be decoded or is not valid to the dead letters.
 *
 * @param <T> the record that a value is
 */
abstract class RecordDecoder<T> implements Processor<byte[], byte[], Object, Object> {
    private final Deserializer<T> deserializer;
    private final String deadLettersSink;
    private final StreamMetrics metrics;
    private ProcessorContext<Object, Object> context;
    private DeadLetterSender deadLetters;

    RecordDecoder(Deserializer<T> deserializer, String deadLettersSink, StreamMetrics metrics) {
        this.deserializer = deserializer;
        this.deadLettersSink = deadLettersSink;
        this.metrics = metrics;
    }

    /** What would have been right where a record has no value. */
    abstract String insteadOfNoValue();

    /** Why a record that could be decoded is rejected; empty if it is valid. */
    abstract Optional<RecordFault> fault(T value, byte @Nullable [] key);

    /** Sends a valid record on. */
    abstract void forward(ProcessorContext<Object, Object> to, Record<byte[], byte[]> record, T value);

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterSender(processorContext, deadLettersSink, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<String> leftOut = LeftOut.of(record.headers());
        if (record.value() == null && leftOut.isPresent()) {
            reject(record, new RecordFault(DeadLetterCause.TOO_LARGE, "left out: " + leftOut.get()));
            return;
        }
        T value;
        try {
            value = decode(record.value());
        } catch (SerializationException e) {
            reject(record, new RecordFault(DeadLetterCause.UNREADABLE, String.valueOf(e.getMessage())));
            return;
        }
        Optional<RecordFault> fault = fault(value, record.key());
        if (fault.isPresent()) {
            reject(record, fault.get());
        } else {
            forward(context, record, value);
        }
    }

    private void reject(Record<byte[], byte[]> record, RecordFault fault) {
        deadLetters.send(record, record.key(), record.value(), fault.cause(), fault.detail());
    }

    private T decode(byte @Nullable [] value) {
        if (value == null) {
            throw new SerializationException("the record has no value; " + insteadOfNoValue());
        }
        return deserializer.deserialize("", value);
    }
}
