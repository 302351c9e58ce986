package io.wanderscope.wire;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Confluent's frame. All its serdes share one client of the registry, and what it knows of it. */
final class ConfluentFraming implements WireFormat {
    /** The first byte of the frame; the 4-byte id of a schema follows. */
    static final byte MAGIC = 0;

    static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;

    private final RegisteredSchemas schemas;

    ConfluentFraming(SchemaRegistry registry, RegistryRetry retry) {
        schemas = new RegisteredSchemas(registry, retry);
    }

    @Override
    public <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        AvroBinary<T> binary = new AvroBinary<>(type);
        FramedSerializer<T> serializer = new FramedSerializer<>(binary, schemas);
        FramedDeserializer<T> deserializer = new FramedDeserializer<>(binary, schemas);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : serializer.serialize(topic, value),
                (topic, bytes) -> bytes == null ? null : deserializer.deserialize(bytes));
    }
}
