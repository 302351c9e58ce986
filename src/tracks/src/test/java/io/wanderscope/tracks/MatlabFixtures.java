package io.wanderscope.tracks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** MATLAB files for tests, written by a library other than the one that is tested. */
final class MatlabFixtures {
    private MatlabFixtures() {}

    /** A track 1 of frames 5 and 7, and a track 2 that splits in frame 3. */
    static Struct uTrack() {
        Struct tracks = Mat5.newStruct(2, 1);
        tracks.set("tracksFeatIndxCG", 0, matrix(new double[][] {{1, 0, 2}}));
        tracks.set("tracksFeatIndxCG", 1, matrix(new double[][] {{1, 1}, {0, 2}}));
        tracks.set("tracksCoordAmpCG", 0, matrix(new double[][] {frames(3.5, 4.25, Double.NaN, Double.NaN, 3.75, 4)}));
        tracks.set("tracksCoordAmpCG", 1, matrix(new double[][] {
            frames(1, 2, 2, 3), frames(Double.NaN, Double.NaN, 8, 9)
        }));
        tracks.set("seqOfEvents", 0, matrix(new double[][] {{5, 1, 1, Double.NaN}, {7, 2, 1, Double.NaN}}));
        tracks.set("seqOfEvents", 1, matrix(new double[][] {
            {2, 1, 1, Double.NaN}, {3, 1, 2, 1}, {3, 2, 1, Double.NaN}, {3, 2, 2, Double.NaN}
        }));
        return tracks;
    }

    /** A row of u-track: eight numbers for each frame. */
    private static double[] frames(double... xy) {
        double[] row = new double[4 * xy.length];
        for (int frame = 0; 2 * frame < xy.length; frame++) {
            row[8 * frame] = xy[2 * frame];
            row[8 * frame + 1] = xy[2 * frame + 1];
            row[8 * frame + 3] = 0.5;
        }
        return row;
    }

    static Cell cell(Array... values) {
        Cell cell = Mat5.newCell(1, values.length);
        for (int index = 0; index < values.length; index++) {
            cell.set(index, values[index]);
        }
        return cell;
    }

    static Matrix matrix(double[][] rows) {
        Matrix matrix = Mat5.newMatrix(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                matrix.setDouble(row, column, rows[row][column]);
            }
        }
        return matrix;
    }

    /** The bytes of a file as MATLAB's {@code save -v7} makes it or, if it is not packed, {@code save -v6}. */
    static byte[] file(boolean isPacked, Map<String, ? extends Array> variables) {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        Mat5File file = Mat5.newMatFile();
        variables.forEach(file::addArray);
        try {
            Mat5.newWriter(Sinks.wrap(bytes))
                    .setDeflateLevel(isPacked ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION)
                    .writeMat(file)
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
