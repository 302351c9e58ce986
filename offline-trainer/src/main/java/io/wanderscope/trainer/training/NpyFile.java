package io.wanderscope.trainer.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of 32-bit numbers in NumPy's format npy 1.0, row by row: a header with type and shape in words, then the numbers. See
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">its description</a>.
 */
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** The numbers begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /** The file of an array. */
    static byte[] of(INDArray array) {
        byte[] header = header(array.shape());
        ByteBuffer file = ByteBuffer.allocate(header.length + Math.toIntExact(array.length() * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        for (float value : array.dup('c').data().asFloat()) {
            file.putFloat(value);
        }
        return file.array();
    }

    /** Size in bytes of the file of an array of this shape. */
    static int size(long[] shape) {
        return Math.toIntExact(header(shape).length + Arrays.stream(shape).reduce(Float.BYTES, Math::multiplyExact));
    }

    /**
     * Reads a file that {@link #of} has written into an array.
     *
     * @throws IOException if it is no such file, or of another shape; the message says what was expected
     */
    static void read(byte[] file, INDArray into) throws IOException {
        byte[] header = header(into.shape());
        if (file.length != size(into.shape()) || Arrays.mismatch(file, header) != header.length) {
            throw new IOException("it is not an array of 32-bit numbers with the shape " + tuple(into.shape()));
        }
        float[] values = new float[Math.toIntExact(into.length())];
        ByteBuffer.wrap(file, header.length, file.length - header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        into.assign(Nd4j.create(values, into.shape(), 'c'));
    }

    private static byte[] header(long[] shape) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple(shape) + ", }";
        int before = MAGIC.length + Short.BYTES;
        int length = (before + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[length];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) (length - before))
                .put(text.getBytes(StandardCharsets.US_ASCII));
        header[length - 1] = '\n';
        return header;
    }

    /** A shape as Python writes it. */
    private static String tuple(long[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return "(" + lengths + (shape.length == 1 ? ",)" : ")");
    }
}
