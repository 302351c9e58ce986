package io.wanderscope.wire;

import io.wanderscope.schema.EarlierSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Avro's single-object encoding of one record type: the bytes {@code C3 01}, the 8-byte fingerprint of the schema, and
 * the Avro binary. Records of {@link EarlierSchemas} are read too. Thread-safe.
 */
final class SingleObjectEncoding<T extends SpecificRecordBase> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;

    private final AvroBinary<T> binary;
    private final byte[] header;
    private final Map<Long, AvroBinary.RecordReader<T>> readers = new HashMap<>();

    private SingleObjectEncoding(Class<T> type) {
        binary = new AvroBinary<>(type);
        header = header(binary.schema());
        addReader(binary.schema());
        EarlierSchemas.of(binary.schema()).forEach(this::addReader);
    }

    static <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        SingleObjectEncoding<T> encoding = new SingleObjectEncoding<>(type);
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encoding.encode(value),
                (topic, bytes) -> bytes == null ? null : encoding.decode(bytes));
    }

    private static byte[] header(Schema schema) {
        // The specification gives the marker in reading order and the fingerprint little-endian.
        return ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    private void addReader(Schema writtenWith) {
        readers.put(SchemaNormalization.parsingFingerprint64(writtenWith), binary.readerOf(writtenWith));
    }

    private byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        bytes.writeBytes(header);
        try {
            binary.write(value, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
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
                    + ", expected " + binary.schema().getName() + " of "
                    + Long.toHexString(SchemaNormalization.parsingFingerprint64(binary.schema()))
                    + " or an earlier one; the readers of a topic are upgraded before its writers");
        }
        return reader.read(bytes, HEADER_BYTES);
    }
}
