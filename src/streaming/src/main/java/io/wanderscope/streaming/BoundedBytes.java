package io.wanderscope.streaming;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Copies a key or a value unless it is too large; then it is null, and a header says so, see {@link LeftOut}. */
final class BoundedBytes implements Deserializer<byte[]> {
    private final String part;
    private final RecordBounds bounds;

    private BoundedBytes(String part, RecordBounds bounds) {
        this.part = part;
        this.bounds = bounds;
    }

    static BoundedBytes key(RecordBounds bounds) {
        return new BoundedBytes("key", bounds);
    }

    static BoundedBytes value(RecordBounds bounds) {
        return new BoundedBytes("value", bounds);
    }

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return data;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, ByteBuffer data) {
        int length = data.remaining();
        if (length > bounds.of(topic)) {
            LeftOut.add(headers, part + " of " + length + " bytes");
            return null;
        }
        byte[] copy = new byte[length];
        data.duplicate().get(copy);
        return copy;
    }
}
