package io.wanderscope.inference;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of a protocol buffer, as its fields. See
 * <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>.
 *
 * @param bytes the buffer, which is not copied
 * @param start where the message starts
 * @param end where it ends, exclusive
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Protobuf(byte[] bytes, int start, int end) {
    private static final int TYPE_BITS = 3;
    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    static Protobuf of(byte[] message) {
        return new Protobuf(message, 0, message.length);
    }

    /**
     * A field.
     *
     * @param number its number
     * @param start where its tag starts
     * @param message its content as a message, without tag and length; meaningful for fields that hold one
     */
    record Field(int number, int start, Protobuf message) {
        /** The content as text. */
        String text() {
            return new String(message.bytes, message.start, message.end - message.start, StandardCharsets.UTF_8);
        }

        /** Writes the field as it is. */
        void copyTo(ByteArrayOutputStream target) {
            target.write(message.bytes, start, message.end - start);
        }
    }

    /**
     * The fields in their order.
     *
     * @throws IllegalArgumentException if the bytes are no message
     */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        Reader reader = new Reader();
        while (reader.position < end) {
            fields.add(reader.next());
        }
        return fields;
    }

    /** Writes a field whose content is a message. */
    static void write(int number, byte[] message, ByteArrayOutputStream target) {
        writeNumber(number << TYPE_BITS | LENGTH_DELIMITED, target);
        writeNumber(message.length, target);
        target.writeBytes(message);
    }

    private static void writeNumber(int value, ByteArrayOutputStream target) {
        int rest = value;
        while (rest > Byte.MAX_VALUE) {
            target.write((rest & Byte.MAX_VALUE) | Byte.MIN_VALUE);
            rest >>>= Byte.SIZE - 1;
        }
        target.write(rest);
    }

    private final class Reader {
        private int position = start;

        private Field next() {
            int fieldStart = position;
            int tag = (int) number();
            int contentStart = position;
            switch (tag & (1 << TYPE_BITS) - 1) {
                case NUMBER -> number();
                case EIGHT_BYTES -> position += Long.BYTES;
                case FOUR_BYTES -> position += Integer.BYTES;
                case LENGTH_DELIMITED -> {
                    int length = (int) number();
                    contentStart = position;
                    position += length;
                }
                default -> throw malformed();
            }
            if (position > end || position < contentStart) {
                throw malformed();
            }
            return new Field(tag >>> TYPE_BITS, fieldStart, new Protobuf(bytes, contentStart, position));
        }

        private long number() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE - 1) {
                if (position >= end) {
                    throw malformed();
                }
                byte next = bytes[position++];
                value |= (long) (next & Byte.MAX_VALUE) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw malformed();
        }

        private IllegalArgumentException malformed() {
            return new IllegalArgumentException("not a protocol buffer at byte " + position);
        }
    }
}
