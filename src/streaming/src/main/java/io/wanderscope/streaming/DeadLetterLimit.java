package io.wanderscope.streaming;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How large a dead letter may be: what its topic accepts at the start, and half of what it has refused since, because
 * that can be changed. Shared by all threads of a stream through its configuration.
 */
public final class DeadLetterLimit {
    /** The key of the configuration of Kafka Streams that has an instance of this class as its value. */
    public static final String CONFIGURATION_KEY = "wanderscope.dead.letter.limit";

    /** Of the batch, with the record's lengths and attributes, and with headers that a producer adds; generous. */
    private static final int FRAMING_BYTES = 1024;
    /** The most that the lengths of a header's name and value take, as two variable-length integers. */
    private static final int HEADER_FRAMING_BYTES = 10;

    private final AtomicLong bytes = new AtomicLong(Long.MAX_VALUE);

    /** Most bytes of a letter, by {@link #bytes(byte[], byte[], Headers)}; at first there is no limit. */
    public long bytes() {
        return bytes.get();
    }

    /** What the topic accepts now. */
    public void accepts(long size) {
        bytes.set(size);
    }

    /** Remembers that a letter was refused for its size: the next may have half of it. */
    public void refused(long size) {
        bytes.accumulateAndGet(size / 2, Math::min);
    }

    /** An upper limit of the size of a record batch with this record alone, not compressed. */
    public static long bytes(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = FRAMING_BYTES + length(key) + length(value);
        for (Header header : headers) {
            size += HEADER_FRAMING_BYTES + Utils.utf8Length(header.key()) + length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }
}
