package io.wanderscope.wire;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Checks the frame, and reads the record in it as every wire format does. Thread-safe. */
final class FramedDeserializer<T extends SpecificRecordBase> {
    /** Different schemas of one record type, many more than there ever were. */
    private static final int KNOWN_READERS = 100;

    private final AvroBinary<T> binary;
    private final RegisteredSchemas schemas;
    /** Keyed by what the schemas contain, so that the same schema under two ids has one reader. */
    private final LruCache<Schema, AvroBinary.RecordReader<T>> readers = new LruCache<>(KNOWN_READERS);
    /** Records of a topic mostly have the id of the record before. */
    private volatile @Nullable Latest<T> latest;

    private record Latest<T>(int id, AvroBinary.RecordReader<T> reader) {}

    FramedDeserializer(AvroBinary<T> binary, RegisteredSchemas schemas) {
        this.binary = binary;
        this.schemas = schemas;
    }

    T deserialize(byte[] bytes) {
        if (bytes.length < ConfluentFraming.HEADER_BYTES || bytes[0] != ConfluentFraming.MAGIC) {
            throw new SerializationException("not in Confluent's frame, which starts with the byte 00 and the 4-byte id"
                    + " of a schema in the registry");
        }
        int id = ByteBuffer.wrap(bytes).getInt(Byte.BYTES);
        try {
            return reader(id).read(bytes, ConfluentFraming.HEADER_BYTES);
        } catch (StackOverflowError e) {
            throw new SerializationException(
                    "written with schema " + Integer.toUnsignedString(id) + ", nested too deeply to be read", e);
        }
    }

    private AvroBinary.RecordReader<T> reader(int id) {
        Latest<T> before = latest;
        if (before != null && before.id() == id) {
            return before.reader();
        }
        AvroBinary.RecordReader<T> reader = reader(schemas.schema(id));
        latest = new Latest<>(id, reader);
        return reader;
    }

    private AvroBinary.RecordReader<T> reader(Schema writtenWith) {
        return readers.get(writtenWith).orElseGet(() -> {
            AvroBinary.RecordReader<T> reader = newReader(writtenWith);
            readers.put(writtenWith, reader);
            return reader;
        });
    }

    private AvroBinary.RecordReader<T> newReader(Schema writtenWith) {
        // The fields of another record type may happen to resolve.
        if (!writtenWith.getName().equals(binary.schema().getName())) {
            throw new SerializationException("written with the schema " + writtenWith.getName() + ", expected "
                    + binary.schema().getName());
        }
        ZeroWidth.refuse(writtenWith);
        return binary.readerOf(writtenWith);
    }
}
