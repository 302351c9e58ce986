package io.wanderscope.wire;

import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.serde.BaseSerde;
import io.apicurio.registry.serde.avro.AvroDeserializer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;

/** Checks the frame, lets Apicurio read it, and reads the record inside as every wire format does. */
final class FramedDeserializer<T extends SpecificRecordBase> extends AvroDeserializer<T> {
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;

    private final AvroBinary<T> binary;
    /** Keyed by identity: there is one parsed schema for each id. */
    private final Map<ParsedSchema<Schema>, AvroBinary.RecordReader<T>> readers = new ConcurrentHashMap<>();

    FramedDeserializer(AvroBinary<T> binary, RetryingSchemaResolver<T> resolver) {
        super(resolver);
        this.binary = binary;
    }

    @Override
    public T deserializeData(String topic, byte[] data) {
        if (data != null && (data.length < HEADER_BYTES || data[0] != BaseSerde.MAGIC_BYTE)) {
            throw new SerializationException("not in Confluent's frame, which starts with the byte 00 and the 4-byte id"
                    + " of a schema in the registry");
        }
        return super.deserializeData(topic, data);
    }

    @Override
    protected T readData(ParsedSchema<Schema> schema, ByteBuffer buffer, int start, int length) {
        byte[] record = new byte[buffer.remaining()];
        buffer.get(record);
        return readers.computeIfAbsent(schema, this::readerOf).read(record, 0);
    }

    private AvroBinary.RecordReader<T> readerOf(ParsedSchema<Schema> schema) {
        Schema writtenWith = schema.getParsedSchema();
        // The fields of another record type may happen to resolve.
        if (!writtenWith.getName().equals(binary.schema().getName())) {
            throw new SerializationException("written with the schema " + writtenWith.getName() + ", expected "
                    + binary.schema().getName());
        }
        return binary.readerOf(writtenWith);
    }
}
