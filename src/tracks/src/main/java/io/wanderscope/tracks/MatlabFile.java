package io.wanderscope.tracks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a MATLAB file of version 5, which MATLAB saves with {@code -v6} and {@code -v7}. Matrices, cells and
 * structs are read; of anything else there is only the kind. No memory is taken for what a file claims to hold before it
 * has been read.
 *
 * @see <a href="https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf">MATLAB: MAT-File Format</a>
 */
final class MatlabFile {
    private static final int HEADER_BYTES = 128;
    private static final int ORDER_OFFSET = 126;

    /** Cells inside cells; real files have two or three. */
    private static final int MAX_DEPTH = 64;

    /** Cells and fields in all; a track has fewer than ten. */
    private static final int MAX_ELEMENTS = 8 * 1024 * 1024;

    /** Numbers in all, one gigabyte of them. */
    private static final long MAX_NUMBERS = 128 * 1024 * 1024;

    private static final Matrix EMPTY = new Matrix(0, 0, new double[0]);

    private static final int MAX_DIMENSIONS = 32;
    private static final int MAX_NAME_BYTES = 4096;
    private static final int MAX_FIELD_BYTES = 1024 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;

    // Kinds of data elements.
    private static final int INT8 = 1;
    private static final int UINT8 = 2;
    private static final int INT16 = 3;
    private static final int UINT16 = 4;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int SINGLE = 7;
    private static final int DOUBLE = 9;
    private static final int INT64 = 12;
    private static final int UINT64 = 13;
    private static final int ARRAY = 14;
    private static final int COMPRESSED = 15;

    // Classes of arrays.
    private static final int CELL_CLASS = 1;
    private static final int STRUCT_CLASS = 2;
    private static final int OBJECT_CLASS = 3;
    private static final int FIRST_NUMERIC_CLASS = 6;
    private static final int LAST_NUMERIC_CLASS = 15;
    private static final int OPAQUE_CLASS = 17;

    private final BoundedRowStream content;
    private final ByteOrder order;
    private final Predicate<Value> isNeeded;
    private long elements;
    private long numbers;

    private MatlabFile(BoundedRowStream content, ByteOrder order, Predicate<Value> isNeeded) {
        this.content = content;
        this.order = order;
        this.isNeeded = isNeeded;
    }

    /** What a variable, a cell or a field holds. */
    sealed interface Value permits Matrix, Cells, Structs, Other {}

    /**
     * Numbers in rows and columns.
     *
     * @param values column by column
     */
    @SuppressWarnings("ArrayRecordComponent") // neither compared nor shared
    record Matrix(int rows, int columns, double[] values) implements Value {
        double at(int row, int column) {
            return values[column * rows + row];
        }

        int size() {
            return values.length;
        }
    }

    /** A cell array, column by column. */
    record Cells(List<Value> values) implements Value {}

    /**
     * An array of structs.
     *
     * @param fields of each field the values of all structs
     */
    record Structs(int size, Map<String, List<Value>> fields) implements Value {}

    /** Text, an array of more than two dimensions, a sparse matrix, a table or another object. */
    record Other() implements Value {}

    /** A variable of the file. */
    record Variable(String name, Value value) {}

    /** What is wrong with the bytes. */
    static final class DamagedException extends IOException {
        private DamagedException(String problem) {
            super(problem);
        }
    }

    /**
     * Reads all variables, in the order of the file.
     *
     * @param isNeeded whether a value is; of others only the name is kept
     * @throws DamagedException if the bytes are no such file
     * @throws IOException if they cannot be read
     */
    static List<Variable> read(BoundedRowStream content, Predicate<Value> isNeeded) throws IOException {
        byte[] header = content.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new DamagedException("cut off");
        }
        String mark = new String(header, ORDER_OFFSET, 2, StandardCharsets.ISO_8859_1);
        return switch (mark) {
            case "IM" -> new MatlabFile(content, ByteOrder.LITTLE_ENDIAN, isNeeded).variables();
            case "MI" -> new MatlabFile(content, ByteOrder.BIG_ENDIAN, isNeeded).variables();
            default -> throw new DamagedException("without a mark of its byte order");
        };
    }

    private List<Variable> variables() throws IOException {
        List<Variable> variables = new ArrayList<>();
        for (Part part = nextOrEnd(content); part != null; part = nextOrEnd(content)) {
            variables.add(kept(part));
            part.skipRest();
        }
        return variables;
    }

    private Variable kept(Part part) throws IOException {
        long elementsBefore = elements;
        long numbersBefore = numbers;
        Variable variable = part.kind == COMPRESSED ? unpacked(part) : variable(require(part, ARRAY), 0);
        if (isNeeded.test(variable.value())) {
            return variable;
        }
        elements = elementsBefore;
        numbers = numbersBefore;
        return new Variable(variable.name(), new Other());
    }

    private Variable unpacked(Part packed) throws IOException {
        try (InputStream bytes = new InflaterInputStream(packed)) {
            Part array = next(bytes, ARRAY);
            Variable variable = variable(array, 0);
            array.skipRest();
            if (bytes.read() >= 0) {
                throw new DamagedException("with more in a packed variable than it should have");
            }
            return variable;
        }
    }

    private Variable variable(Part array, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new DamagedException("with more than " + MAX_DEPTH + " cells inside each other");
        }
        int[] flags = ints(next(array, UINT32), 2);
        int arrayClass = flags[0] & 0xFF;
        if (arrayClass == OPAQUE_CLASS) {
            return new Variable(text(next(array, INT8), MAX_NAME_BYTES), new Other());
        }
        int[] dimensions = ints(next(array, INT32), MAX_DIMENSIONS);
        String name = text(next(array, INT8), MAX_NAME_BYTES);
        return new Variable(name, value(array, arrayClass, dimensions, depth));
    }

    private Value value(Part array, int arrayClass, int[] dimensions, int depth) throws IOException {
        if (arrayClass == CELL_CLASS) {
            return cells(array, size(dimensions), depth);
        }
        if (arrayClass == STRUCT_CLASS) {
            return structs(array, size(dimensions), depth);
        }
        if (arrayClass == OBJECT_CLASS) {
            text(next(array, INT8), MAX_NAME_BYTES);
            return structs(array, size(dimensions), depth);
        }
        boolean isMatrix =
                arrayClass >= FIRST_NUMERIC_CLASS && arrayClass <= LAST_NUMERIC_CLASS && dimensions.length == 2;
        return isMatrix ? matrix(nextOrFail(array), dimensions) : new Other();
    }

    private Cells cells(Part array, long size, int depth) throws IOException {
        List<Value> values = new ArrayList<>();
        for (long index = 0; index < size; index++) {
            values.add(nested(array, depth));
        }
        return new Cells(values);
    }

    private Structs structs(Part array, long size, int depth) throws IOException {
        int nameBytes = ints(next(array, INT32), 1)[0];
        String names = text(next(array, INT8), MAX_FIELD_BYTES);
        Map<String, List<Value>> fields = new LinkedHashMap<>();
        for (int start = 0; nameBytes > 0 && start + nameBytes <= names.length(); start += nameBytes) {
            fields.put(untilZero(names.substring(start, start + nameBytes)), new ArrayList<>());
        }
        for (long index = 0; index < size && !fields.isEmpty(); index++) {
            for (List<Value> values : fields.values()) {
                values.add(nested(array, depth));
            }
        }
        return new Structs((int) (fields.isEmpty() ? 0 : size), fields);
    }

    private Value nested(Part array, int depth) throws IOException {
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw new DamagedException("with more than " + MAX_ELEMENTS + " cells and fields");
        }
        Part part = next(array, ARRAY);
        if (part.rest == 0) {
            return EMPTY;
        }
        Value value = variable(part, depth + 1).value();
        part.skipRest();
        return value;
    }

    /** A matrix that no memory holds is something else, as an image may be. */
    private Value matrix(Part part, int[] dimensions) throws IOException {
        long size = size(dimensions);
        if (part.rest != size * width(part.kind)) {
            throw new DamagedException("with " + part.rest + " bytes in a matrix of " + dimensions[0] + " times "
                    + dimensions[1] + " numbers");
        }
        if (numbers + size > MAX_NUMBERS) {
            return new Other();
        }
        numbers += size;
        return size == 0 && dimensions[0] == 0 && dimensions[1] == 0
                ? EMPTY
                : new Matrix(dimensions[0], dimensions[1], numbers(part, (int) size));
    }

    private static long size(int[] dimensions) throws IOException {
        long size = dimensions.length == 0 ? 0 : 1;
        for (int dimension : dimensions) {
            if (dimension < 0 || (dimension > 0 && size > Integer.MAX_VALUE / dimension)) {
                throw new DamagedException("with an impossible size: " + Arrays.toString(dimensions));
            }
            size *= dimension;
        }
        return size;
    }

    private double[] numbers(Part part, int size) throws IOException {
        double[] values = new double[Math.min(size, CHUNK_BYTES)];
        int count = 0;
        while (count < size) {
            ByteBuffer bytes = ByteBuffer.wrap(part.exactly((int) Math.min(part.rest, CHUNK_BYTES)))
                    .order(order);
            if (count + bytes.limit() > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(size, 2L * (count + bytes.limit())));
            }
            while (bytes.hasRemaining()) {
                values[count++] = number(bytes, part.kind);
            }
        }
        part.skipPadding();
        return values.length == count ? values : Arrays.copyOf(values, count);
    }

    private static int width(int kind) throws IOException {
        return switch (kind) {
            case INT8, UINT8 -> 1;
            case INT16, UINT16 -> 2;
            case INT32, UINT32, SINGLE -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            default -> throw new DamagedException("with an unknown kind of number, " + kind);
        };
    }

    private static double number(ByteBuffer bytes, int kind) {
        return switch (kind) {
            case INT8 -> bytes.get();
            case UINT8 -> Byte.toUnsignedInt(bytes.get());
            case INT16 -> bytes.getShort();
            case UINT16 -> Short.toUnsignedInt(bytes.getShort());
            case INT32 -> bytes.getInt();
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
            case SINGLE -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            default -> bytes.getLong();
        };
    }

    private int[] ints(Part part, int most) throws IOException {
        if (part.rest % 4 != 0 || part.rest > 4L * most || part.rest == 0) {
            throw new DamagedException("with an impossible description of an array");
        }
        ByteBuffer bytes = ByteBuffer.wrap(part.exactly((int) part.rest)).order(order);
        part.skipPadding();
        int[] ints = new int[bytes.limit() / 4];
        bytes.asIntBuffer().get(ints);
        return ints;
    }

    private static String text(Part part, int most) throws IOException {
        if (part.rest > most) {
            throw new DamagedException("with a name of " + part.rest + " bytes");
        }
        String text = new String(part.exactly((int) part.rest), StandardCharsets.ISO_8859_1);
        part.skipPadding();
        return text;
    }

    private static String untilZero(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private Part next(InputStream bytes, int kind) throws IOException {
        return require(nextOrFail(bytes), kind);
    }

    private Part nextOrFail(InputStream bytes) throws IOException {
        Part part = nextOrEnd(bytes);
        if (part == null) {
            throw new DamagedException("cut off");
        }
        return part;
    }

    private static Part require(Part part, int kind) throws IOException {
        if (part.kind != kind) {
            throw new DamagedException(
                    "with an element of kind " + part.kind + " where one of kind " + kind + " belongs");
        }
        return part;
    }

    /** The next element; null at the end of the bytes. */
    private @Nullable Part nextOrEnd(InputStream bytes) throws IOException {
        content.endRow();
        byte[] tag = bytes.readNBytes(8);
        if (tag.length == 0) {
            return null;
        }
        if (tag.length < 8) {
            throw new DamagedException("cut off");
        }
        ByteBuffer words = ByteBuffer.wrap(tag).order(order);
        int first = words.getInt();
        if (first >>> 16 != 0) {
            // A small element: its length and its data are in the tag.
            int length = first >>> 16;
            if (length > 4) {
                throw new DamagedException("with an impossible small element");
            }
            return new Part(
                    InputStream.nullInputStream(), first & 0xFFFF, length, Arrays.copyOfRange(tag, 4, 4 + length));
        }
        long length = Integer.toUnsignedLong(words.getInt());
        return new Part(bytes, first, length, new byte[0]);
    }

    /** The data of one element. */
    private final class Part extends InputStream {
        private final InputStream bytes;
        private final int kind;
        private final byte[] inTag;
        private final int padding;
        private long rest;

        Part(InputStream bytes, int kind, long length, byte[] inTag) {
            this.bytes = bytes;
            this.kind = kind;
            this.inTag = inTag;
            this.rest = length;
            // Compressed elements are not padded to eight bytes.
            this.padding = inTag.length > 0 || kind == COMPRESSED ? 0 : (int) ((8 - length % 8) % 8);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (rest == 0 || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int read;
            if (inTag.length > 0) {
                read = (int) Math.min(rest, length);
                System.arraycopy(inTag, inTag.length - (int) rest, target, offset, read);
            } else {
                content.endRow();
                read = bytes.read(target, offset, (int) Math.min(rest, Math.min(length, CHUNK_BYTES)));
            }
            if (read < 0) {
                throw new EOFException();
            }
            rest -= read;
            return read;
        }

        byte[] exactly(int count) throws IOException {
            byte[] read = readNBytes(count);
            if (read.length < count) {
                throw new DamagedException("cut off");
            }
            return read;
        }

        void skipRest() throws IOException {
            while (rest > 0) {
                exactly((int) Math.min(rest, CHUNK_BYTES));
            }
            skipPadding();
        }

        void skipPadding() throws IOException {
            // The last element of a file may lack its padding.
            bytes.readNBytes(padding);
        }
    }
}
