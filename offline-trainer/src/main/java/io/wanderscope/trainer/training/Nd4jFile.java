package io.wanderscope.trainer.training;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of 32-bit numbers as {@link Nd4j#write} writes them: the shape, then the numbers, each after a header that says how many
 * follow. {@link Nd4j#read} makes room for as many as a header claims; here nothing is read unless it is as many as expected.
 */
final class Nd4jFile {
    /** How many numbers there are is a long. */
    private static final String MODE = "MIXED_DATA_TYPES";

    /** Of the 32 dimensions that an array may have, their lengths and strides, and four numbers more. */
    private static final int MOST_SHAPE_NUMBERS = 68;

    private Nd4jFile() {}

    /**
     * Reads the numbers of a file into an array, whatever shape they had.
     *
     * @throws IOException if it is no such file, or cut off, or has more numbers or fewer; the message says what is wrong
     */
    static void read(byte[] file, INDArray into) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        try {
            long shape = length(in, "LONG");
            if (shape < 0 || shape > MOST_SHAPE_NUMBERS) {
                throw new IOException("its shape has " + shape + " numbers, more than " + MOST_SHAPE_NUMBERS);
            }
            in.skipNBytes(shape * Long.BYTES);
            long length = length(in, "FLOAT");
            if (length != into.length()) {
                throw new IOException(
                        "it has " + length + " numbers, and a network of this configuration " + into.length());
            }
            into.assign(Nd4j.create(numbers(in, Math.toIntExact(length)), into.shape(), 'c'));
        } catch (EOFException e) {
            throw new IOException("it is cut off", e);
        }
    }

    /** Reads a header: how many numbers of the type follow it. */
    private static long length(DataInputStream in, String type) throws IOException {
        String mode = in.readUTF();
        long length = in.readLong();
        if (!mode.equals(MODE) || !in.readUTF().equals(type)) {
            throw new IOException("it is not an array of 32-bit numbers");
        }
        return length;
    }

    private static float[] numbers(DataInputStream in, int length) throws IOException {
        float[] numbers = new float[length];
        for (int index = 0; index < length; index++) {
            numbers[index] = in.readFloat();
        }
        return numbers;
    }
}
