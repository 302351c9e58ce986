package io.wanderscope.streaming;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Avro's single-object encoding of one record type. Stricter than Avro's own decoder, which takes a record with bytes
 * left over after it: such bytes were not written by us and are refused.
 */
final class SingleObjectEncoding<T extends SpecificRecordBase> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = Short.BYTES + Long.BYTES;

    private final String name;
    private final long fingerprint;
    private final SpecificDatumWriter<T> writer;
    private final SpecificDatumReader<T> reader;

    SingleObjectEncoding(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        name = schema.getName();
        fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        writer = new SpecificDatumWriter<>(schema, model);
        reader = new SpecificDatumReader<>(schema, schema, model);
    }

    byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        bytes.writeBytes(header());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private byte[] header() {
        // The specification gives the marker in reading order and the fingerprint little-endian.
        return ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array();
    }

    /** The record in the bytes; throws {@link SerializationException} when they are anything but exactly one. */
    T decode(byte[] bytes) {
        requireHeader(bytes);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException("bytes are left over after a " + name);
            }
            return value;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            throw new SerializationException("not a whole " + name + ": " + e, e);
        }
    }

    private void requireHeader(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || ByteBuffer.wrap(bytes).getShort() != MARKER) {
            throw new SerializationException("not in Avro's single-object encoding, which starts with C3 01 and the"
                    + " fingerprint of the schema");
        }
        long found = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        if (found != fingerprint) {
            throw new SerializationException("written with the schema of fingerprint " + Long.toHexString(found)
                    + ", expected " + name + " of " + Long.toHexString(fingerprint));
        }
    }
}
