package io.wanderscope.streaming.intake;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends rejected records to the dead letters: their untouched bytes and headers, and why they were rejected. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    /** In characters. The detail may quote the record, and has to fit into a message with a value of the largest size. */
    private static final int LONGEST_DETAIL = 500;
    /** A generous estimate for the record batch, the sizes of the parts and the producer's own headers. */
    private static final int FRAMING_BYTES = 1024;

    private final ProcessorContext<Object, Object> context;
    private final StreamMetrics metrics;
    private final long largestMessage;

    /** Where a record was read. */
    public record Origin(String topic, int partition, long offset) {}

    /** Forwards to the sink of dead letters by this context. */
    public DeadLetters(ProcessorContext<Object, Object> context, StreamMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
        this.largestMessage = largestMessage(context.appConfigs());
    }

    private static long largestMessage(Map<String, Object> configuration) {
        String size = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
        Object byDefault = Objects.requireNonNull(
                ProducerConfig.configDef().defaultValues().get(size));
        Object common = configuration.getOrDefault(size, byDefault);
        Object configured = configuration.getOrDefault(StreamsConfig.producerPrefix(size), common);
        return Long.parseLong(configured.toString());
    }

    /**
     * Forwards the record that is being processed.
     *
     * @param record has the headers and the timestamp
     * @param key its key as it was read
     * @param value its value as it was read
     */
    public void send(
            Record<?, ?> record, byte @Nullable [] key, byte @Nullable [] value, DeadLetterCause cause, String detail) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        Origin origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset());
        send(new Record<>(key, value, record.timestamp(), record.headers()), origin, cause, detail);
    }

    /** Forwards a dead letter whose origin is not the record that is being processed. */
    public void send(Record<byte[], byte[]> letter, Origin origin, DeadLetterCause cause, String detail) {
        Headers headers = new RecordHeaders(letter.headers());
        put(headers, DeadLetterHeaders.CAUSE, cause.name());
        put(headers, DeadLetterHeaders.DETAIL, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        put(headers, DeadLetterHeaders.TOPIC, origin.topic());
        put(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
        put(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
        headers.remove(DeadLetterHeaders.VALUE);
        metrics.deadLetter(cause);
        LOG.debug(
                "event=dead_letter cause={} topic={} partition={} offset={} detail=\"{}\"",
                cause,
                origin.topic(),
                origin.partition(),
                origin.offset(),
                detail);
        context.forward(fitting(letter.withHeaders(headers)), TopologyNames.DEAD_LETTERS_SINK);
    }

    /** With these headers, a record of the largest size is too large. What is left out is still at the origin. */
    private Record<byte[], byte[]> fitting(Record<byte[], byte[]> letter) {
        if (size(letter) <= largestMessage) {
            return letter;
        }
        put(
                letter.headers(),
                DeadLetterHeaders.VALUE,
                "left out, " + length(letter.value()) + " bytes; it is still where the record was read");
        Record<byte[], byte[]> withoutValue = letter.withValue(null);
        // If the key does not fit either, the origin alone identifies the record.
        return size(withoutValue) <= largestMessage ? withoutValue : withoutValue.withKey(null);
    }

    private static long size(Record<byte[], byte[]> letter) {
        long size = FRAMING_BYTES + length(letter.key()) + length(letter.value());
        for (Header header : letter.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Replaces what an earlier dead letter of a replayed record left. */
    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
