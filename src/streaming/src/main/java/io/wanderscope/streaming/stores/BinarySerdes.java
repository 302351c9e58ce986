package io.wanderscope.streaming.stores;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.avro.data.TimeConversions.TimestampMicrosConversion;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes that write to and read from byte buffers. Numbers are big-endian or of variable length, and strings are
 * length-prefixed. Null stays null.
 */
public final class BinarySerdes {
    /** Maximum number of bytes that {@link #putNumber} writes. */
    public static final int MAX_NUMBER_BYTES = 10;

    private static final TimestampMicrosConversion MICROSECONDS = new TimestampMicrosConversion();

    private BinarySerdes() {}

    /**
     * A serde without a layout number, for keys.
     *
     * @param write returns a buffer that is filled to its capacity
     * @param read starts at the first byte
     */
    public static <T> Serde<T> plain(Function<T, ByteBuffer> write, Function<ByteBuffer, T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value).array(),
                (topic, bytes) -> bytes == null ? null : read.apply(ByteBuffer.wrap(bytes)));
    }

    /**
     * A serde whose values start with the number of their layout, so that a later version can read what an earlier one
     * wrote.
     *
     * @param layout number of the layout that is written, from 1
     * @param write returns a buffer that is filled up to its position, without the layout number
     * @param readers how to read each supported layout, {@code layout} included
     */
    public static <T> Serde<T> versioned(
            int layout, Function<T, ByteBuffer> write, Map<Integer, Function<ByteBuffer, T>> readers) {
        return versioned(value -> layout, Integer.toString(layout), write, readers);
    }

    /**
     * The same for values of several kinds, each of which has a layout of its own.
     *
     * @param layout number of the layout in which a value is written, from 1
     * @param write returns a buffer that is filled up to its position, without the layout number
     * @param readers how to read each supported layout
     */
    public static <T> Serde<T> versioned(
            ToIntFunction<T> layout, Function<T, ByteBuffer> write, Map<Integer, Function<ByteBuffer, T>> readers) {
        return versioned(layout, "one of " + new TreeSet<>(readers.keySet()), write, readers);
    }

    private static <T> Serde<T> versioned(
            ToIntFunction<T> layout,
            String expected,
            Function<T, ByteBuffer> write,
            Map<Integer, Function<ByteBuffer, T>> readers) {
        return plain(value -> numbered(layout.applyAsInt(value), write.apply(value)), bytes -> {
            int found = bytes.get();
            Function<ByteBuffer, T> reader = readers.get(found);
            if (reader == null) {
                throw new SerializationException("a store holds an entry of layout " + found
                        + ", written by another version, expected " + expected
                        + "; stop all instances and run: wanderscope reset");
            }
            return reader.apply(bytes);
        });
    }

    private static ByteBuffer numbered(int layout, ByteBuffer content) {
        return ByteBuffer.allocate(1 + content.position()).put((byte) layout).put(content.flip());
    }

    /** The UTF-8 bytes of a string. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a length-prefixed string, which takes {@code Integer.BYTES + utf8.length} bytes. */
    public static ByteBuffer putText(ByteBuffer buffer, byte[] utf8) {
        return buffer.putInt(utf8.length).put(utf8);
    }

    /** Reads a length-prefixed string. */
    public static String readText(ByteBuffer buffer) {
        byte[] utf8 = new byte[buffer.getInt()];
        buffer.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /**
     * Writes a number in one byte if it is from -64 to 63, and in up to {@value #MAX_NUMBER_BYTES} the further it is from
     * 0: seven bits a byte, the lowest first, with the sign in the lowest bit of all.
     */
    public static ByteBuffer putNumber(ByteBuffer buffer, long number) {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        return buffer.put((byte) rest);
    }

    /** Reads a number that {@link #putNumber} wrote. */
    public static long readNumber(ByteBuffer buffer) {
        long rest = 0;
        int shift = 0;
        byte next;
        do {
            next = buffer.get();
            rest |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (rest >>> 1) ^ -(rest & 1);
    }

    /** Microseconds since 1970. With Avro's own conversion, so that every time that can be read from a record can also be stored. */
    public static long microseconds(Instant instant) {
        return MICROSECONDS.toLong(instant, null, null);
    }

    /** The instant that {@link #microseconds} gives. */
    public static Instant instant(long microseconds) {
        return MICROSECONDS.fromLong(microseconds, null, null);
    }
}
