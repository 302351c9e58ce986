package io.wanderscope.streaming.composition;

import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;

/**
 * Identifies a composition: an acquisition and a time window. Sorted by their bytes, earlier windows come first.
 *
 * @param windowStart milliseconds since 1970, at least 0
 */
record CompositionKey(long windowStart, String acquisition) {
    static Serde<CompositionKey> serde() {
        return BinarySerdes.plain(CompositionKey::write, CompositionKey::read);
    }

    private ByteBuffer write() {
        byte[] name = BinarySerdes.utf8(acquisition);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(windowStart)
                .put(name);
    }

    private static CompositionKey read(ByteBuffer bytes) {
        return new CompositionKey(
                bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString());
    }

    /** The record key: the acquisition and when its window starts. */
    String text() {
        return acquisition + TrackKey.SEPARATOR + Instant.ofEpochMilli(windowStart);
    }
}
