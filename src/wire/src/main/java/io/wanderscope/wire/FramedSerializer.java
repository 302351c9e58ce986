package io.wanderscope.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes the frame, and in it the record as every wire format does. Thread-safe. */
final class FramedSerializer<T extends SpecificRecordBase> {
    private final AvroBinary<T> binary;
    private final RegisteredSchemas schemas;
    /** For each topic that was written to, of which there are as many as the configuration names. */
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    FramedSerializer(AvroBinary<T> binary, RegisteredSchemas schemas) {
        this.binary = binary;
        this.schemas = schemas;
    }

    byte[] serialize(String topic, T value) {
        int id = id(topic);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(ConfluentFraming.HEADER_BYTES)
                .put(ConfluentFraming.MAGIC)
                .putInt(id)
                .array());
        try {
            binary.write(value, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Threads that need the same id at the same time each ask for it: one must not wait for all before it. */
    private int id(String topic) {
        Integer known = ids.get(topic);
        if (known != null) {
            return known;
        }
        int id = schemas.idOf(topic + "-value", binary.schema());
        ids.put(topic, id);
        return id;
    }
}
