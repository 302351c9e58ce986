package io.wanderscope.streaming.intake;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.DeadLetterLimit;
import io.wanderscope.streaming.LeftOut;
import io.wanderscope.streaming.StreamMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/**
 * Sends rejected records to the dead-letter topic, with their untouched bytes and headers and the reason. Parts that do
 * not fit into a message beside the reason are left out.
 */
public final class DeadLetterSender {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSender.class);
    /** Limited because the detail may quote the record and must fit into a message beside a value of maximum size. */
    private static final int MAX_DETAIL_CHARACTERS = 500;

    /** What to think first of a record that comes too late, as part of its detail. */
    public static final String COPY_OR_OTHER_RECORDING =
            "If it is a copy of what was sent before, nothing is missing; if it"
                    + " is of another recording, give that an acquisition name of its own.";

    private static final String STILL_AT_THE_ORIGIN = "; still at the origin of the record";
    /** Those that this class sets; a record can come with any others, even with such a prefix. */
    private static final Set<String> HEADERS_OF_THE_REASON = Set.of(
            DeadLetterHeaders.CAUSE,
            DeadLetterHeaders.DETAIL,
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET);

    private final ProcessorContext<Object, Object> context;
    private final String sink;
    private final StreamMetrics metrics;
    private final long maxRequestBytes;
    private final DeadLetterLimit limit;

    /** Where a record was read from. */
    public record Origin(String topic, int partition, long offset) {}

    /** Forwards to the sink of this name through this context. */
    public DeadLetterSender(ProcessorContext<Object, Object> context, String sink, StreamMetrics metrics) {
        this.context = context;
        this.sink = sink;
        this.metrics = metrics;
        this.maxRequestBytes = maxRequestBytes(context.appConfigs());
        this.limit = (DeadLetterLimit)
                context.appConfigs().getOrDefault(DeadLetterLimit.CONFIGURATION_KEY, new DeadLetterLimit());
    }

    private static long maxRequestBytes(Map<String, Object> configuration) {
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
        LeftOut.of(headers).ifPresent(parts -> {
            LeftOut.removeFrom(headers);
            put(headers, DeadLetterHeaders.VALUE, "left out: " + parts + STILL_AT_THE_ORIGIN);
        });
        metrics.deadLetter(cause);
        LOG.debug(
                "event=dead_letter cause={} topic={} partition={} offset={} detail=\"{}\"",
                cause,
                origin.topic(),
                origin.partition(),
                origin.offset(),
                detail);
        context.forward(shrunkToFit(letter.withHeaders(headers)), sink);
    }

    /** Removes the value, and if necessary the key and the record's own headers, of a letter that is too large. */
    private Record<byte[], byte[]> shrunkToFit(Record<byte[], byte[]> letter) {
        if (fits(letter)) {
            return letter;
        }
        Record<byte[], byte[]> withoutValue = without(letter, "");
        if (fits(withoutValue)) {
            return withoutValue;
        }
        Record<byte[], byte[]> withoutKey = without(letter, ", with the key").withKey(null);
        if (fits(withoutKey)) {
            return withoutKey;
        }
        Record<byte[], byte[]> bare = letter.withHeaders(reason(letter.headers()));
        Record<byte[], byte[]> withoutHeaders = without(bare, ", with the record's own headers");
        // If the key does not fit either, the origin alone identifies the record.
        return fits(withoutHeaders)
                ? withoutHeaders
                : without(bare, ", with the key and the record's own headers").withKey(null);
    }

    private boolean fits(Record<byte[], byte[]> letter) {
        long most = Math.min(maxRequestBytes, limit.bytes());
        return DeadLetterLimit.bytes(letter.key(), letter.value(), letter.headers()) <= most;
    }

    /** Removes the value, and says in the headers that it and the other parts were removed. */
    private static Record<byte[], byte[]> without(Record<byte[], byte[]> letter, String otherParts) {
        put(
                letter.headers(),
                DeadLetterHeaders.VALUE,
                "removed, " + length(letter.value()) + " bytes" + otherParts + STILL_AT_THE_ORIGIN);
        return letter.withValue(null);
    }

    private static Headers reason(Headers all) {
        Headers reason = new RecordHeaders();
        for (Header header : all) {
            if (HEADERS_OF_THE_REASON.contains(header.key())) {
                reason.add(header);
            }
        }
        return reason;
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
