package io.wanderscope.streaming;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * The header by which {@link BoundedPolling} says which parts of a record it left out, such as {@code value of 419430400
 * bytes}. A part that was left out is null. Such a header can also have been sent with the record.
 */
public final class LeftOut {
    private static final String HEADER = "wanderscope.left.out";
    private static final int MAX_BYTES = 200;

    private LeftOut() {}

    /** What was left out of the record with these headers; empty if nothing was. */
    public static Optional<String> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        byte[] text = header.value();
        return Optional.of(new String(text, 0, Math.min(text.length, MAX_BYTES), StandardCharsets.UTF_8));
    }

    /** Removes the header. */
    public static void removeFrom(Headers headers) {
        headers.remove(HEADER);
    }

    static void add(Headers headers, String part) {
        String text = of(headers).map(parts -> parts + ", " + part).orElse(part);
        headers.remove(HEADER);
        headers.add(HEADER, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stands for a record that could not be read, and for those behind it that could not be read because of it. */
    static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, long next) {
        Headers headers = new RecordHeaders();
        String others = next - offset == 1 ? "" : ", and with it the offsets to " + (next - 1) + " of the same batch";
        add(headers, "everything" + others + ", because it does not fit into the memory");
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                headers,
                Optional.empty());
    }
}
