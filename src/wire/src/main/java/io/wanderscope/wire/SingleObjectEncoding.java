package io.wanderscope.wire;

import io.wanderscope.schema.EarlierSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.MessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Avro's single-object encoding of one record type: the bytes {@code C3 01}, the 8-byte fingerprint of the schema,
 * little-endian, and the Avro binary. Avro writes it. We read it ourselves, for the reasons that
 * {@link AvroBinary.RecordReader} gives. Records of {@link EarlierSchemas} are read too. Thread-safe.
 */
final class SingleObjectEncoding<T extends SpecificRecordBase> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;

    private final Schema schema;
    private final MessageEncoder<T> encoder;
    private final Map<Long, AvroBinary.RecordReader<T>> readers = new HashMap<>();

    private SingleObjectEncoding(Class<T> type) {
        AvroBinary<T> binary = new AvroBinary<>(type);
        schema = binary.schema();
        encoder = binary.singleObjectEncoder();
        readers.put(fingerprint(schema), binary.readerOf(schema));
        EarlierSchemas.of(schema).forEach(earlier -> readers.put(fingerprint(earlier), binary.readerOf(earlier)));
    }

    static <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        SingleObjectEncoding<T> encoding = new SingleObjectEncoding<>(type);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encoding.encode(value),
                (topic, bytes) -> bytes == null ? null : encoding.decode(bytes));
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private byte[] encode(T value) {
        try {
            return encoder.encode(value).array();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private T decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || ByteBuffer.wrap(bytes).getShort() != MARKER) {
            throw new SerializationException("not in Avro's single-object encoding, which starts with C3 01 and the"
                    + " fingerprint of the schema");
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        AvroBinary.RecordReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new SerializationException("written with the schema of fingerprint " + Long.toHexString(fingerprint)
                    + ", expected " + schema.getName() + " of " + Long.toHexString(fingerprint(schema))
                    + " or an earlier one; upgrade the readers of a topic before its writers");
        }
        return reader.read(bytes, HEADER_BYTES);
    }
}
