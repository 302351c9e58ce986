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

/** Sends rejected records to the dead-letter topic, with their untouched bytes and headers and the reason. */
public final class DeadLetterSender {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSender.class);
    /** Limited because the detail may quote the record and must fit into a message beside a value of maximum size. */
    private static final int MAX_DETAIL_CHARACTERS = 500;
    /** A generous estimate for the record batch, the sizes of the parts and the producer's own headers. */
    private static final int FRAMING_BYTES = 1024;

    private final ProcessorContext<Object, Object> context;
    private final StreamMetrics metrics;
    private final long maxMessageBytes;

    /** Where a record was read from. */
    public record Origin(String topic, int partition, long offset) {}

    /** Forwards to the dead-letter sink through this context. */
    public DeadLetterSender(ProcessorContext<Object, Object> context, StreamMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
        this.maxMessageBytes = maxMessageBytes(context.appConfigs());
    }

    private static long maxMessageBytes(Map<String, Object> configuration) {
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
        put(headers, DeadLetterHeaders.DETAIL, detail.substring(0, Math.min(detail.length(), MAX_DETAIL_CHARACTERS)));
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
        context.forward(shrunkToFit(letter.withHeaders(headers)), TopologyNames.DEAD_LETTERS_SINK);
    }

    /** Removes the value, and if necessary the key, of a dead letter that its headers make too large. */
    private Record<byte[], byte[]> shrunkToFit(Record<byte[], byte[]> letter) {
        if (size(letter) <= maxMessageBytes) {
            return letter;
        }
        put(
                letter.headers(),
                DeadLetterHeaders.VALUE,
                "removed, " + length(letter.value()) + " bytes; it is still at the origin of the record");
        Record<byte[], byte[]> withoutValue = letter.withValue(null);
        // If the key does not fit either, the origin alone identifies the record.
        return size(withoutValue) <= maxMessageBytes ? withoutValue : withoutValue.withKey(null);
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

    /** Replaces the header of an earlier dead letter, which a replayed record still has. */
    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
