package io.wanderscope.streaming;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the record in process to the dead letters: its untouched bytes and headers, and why it is there. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    /** The detail may quote the record; beside a value of the largest size it must still fit into one message. */
    private static final int LONGEST_DETAIL = 500;

    private final ProcessorContext<Object, Object> context;

    DeadLetters(ProcessorContext<Object, Object> context) {
        this.context = context;
    }

    /**
     * Forwards a dead letter.
     *
     * @param record the record in process, for its headers and timestamp
     * @param key its key as it was read, may be null
     * @param value its value as it was read, may be null
     */
    void send(Record<?, ?> record, byte[] key, byte[] value, DeadLetterCause cause, String detail) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        Headers headers = new RecordHeaders(record.headers());
        put(headers, DeadLetterHeaders.CAUSE, cause.name());
        put(headers, DeadLetterHeaders.DETAIL, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
        put(headers, DeadLetterHeaders.TOPIC, origin.topic());
        put(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
        put(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
        LOG.debug(
                "event=dead_letter cause={} topic={} partition={} offset={} detail=\"{}\"",
                cause,
                origin.topic(),
                origin.partition(),
                origin.offset(),
                detail);
        context.forward(
                new Record<>(key, value, record.timestamp(), headers), ClassificationTopology.DEAD_LETTERS_SINK);
    }

    /** A dead letter that was replayed and failed again tells its latest cause only. */
    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
