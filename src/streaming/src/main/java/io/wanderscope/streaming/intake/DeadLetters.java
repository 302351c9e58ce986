package io.wanderscope.streaming.intake;

import io.wanderscope.streaming.DeadLetterCause;
import io.wanderscope.streaming.DeadLetterHeaders;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what cannot be used to the dead letters: its untouched bytes and headers, and why it is there. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    /** The detail may quote the record; beside a value of the largest size it must still fit into one message. */
    private static final int LONGEST_DETAIL = 500;
    /** What a record batch, the sizes of the parts and the producer's own headers take, generously. */
    private static final int FRAMING_BYTES = 1024;

    private final ProcessorContext<Object, Object> context;
    private final StreamMetrics metrics;
    private final long largestMessage;

    /** Where a record was read. */
    public record Origin(String topic, int partition, long offset) {}

    public DeadLetters(ProcessorContext<Object, Object> context, StreamMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
        this.largestMessage = largestMessage(context.appConfigs());
    }

    private static long largestMessage(Map<String, Object> configuration) {
        Object common = configuration.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        Object configured = configuration.getOrDefault(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), common);
        Object size = configured == null
                ? ProducerConfig.configDef().defaultValues().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)
                : configured;
        return Long.parseLong(size.toString());
    }

    /**
     * Forwards the record in process.
     *
     * @param record for its headers and timestamp
     * @param key its key as it was read, may be null
     * @param value its value as it was read, may be null
     */
    public void send(Record<?, ?> record, byte[] key, byte[] value, DeadLetterCause cause, String detail) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        Origin origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset());
        send(new Record<>(key, value, record.timestamp(), record.headers()), origin, cause, detail);
    }

    /** Forwards a dead letter of another origin than the record in process. */
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

    /** With its headers, a record of the largest size is too large; what is left out still lies at the origin. */
    private Record<byte[], byte[]> fitting(Record<byte[], byte[]> letter) {
        if (size(letter) <= largestMessage) {
            return letter;
        }
        put(
                letter.headers(),
                DeadLetterHeaders.VALUE,
                "left out, " + length(letter.value()) + " bytes; it lies where the record was read");
        Record<byte[], byte[]> withoutValue = letter.withValue(null);
        // A key that does not fit either is told by its origin alone.
        return size(withoutValue) <= largestMessage ? withoutValue : withoutValue.withKey(null);
    }

    private static long size(Record<byte[], byte[]> letter) {
        long size = FRAMING_BYTES + length(letter.key()) + length(letter.value());
        for (Header header : letter.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** A dead letter that was replayed and failed again tells its latest cause only. */
    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
