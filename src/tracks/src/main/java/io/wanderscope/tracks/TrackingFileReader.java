package io.wanderscope.tracks;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads tracking files of every {@link TrackingFormat}. The format is detected from the content, never from the name of
 * the file. Text is UTF-8, with or without a byte-order mark, or Latin-1 if it is not XML. It may begin with blank
 * lines.
 */
public final class TrackingFileReader {
    /** How much of a file is used to detect its format; a header is far shorter. */
    private static final int HEAD_BYTES = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TrackingFileReader() {}

    /**
     * Reads a whole file. NaN and infinite coordinates, missing and duplicate frames, and frames out of order are
     * returned as they are in the file; localisations that belong to no track are only counted.
     *
     * @throws TrackingFileException if the file is missing, unreadable, empty, of no known format, truncated, or
     *     without any track, or has something other than a number where one is needed
     */
    public static TrackingFile read(Path path) throws TrackingFileException {
        if (Files.isDirectory(path)) {
            throw TrackingFileException.inFile(path, "is a directory; name a tracking file in it");
        }
        try (InputStream content = new BufferedInputStream(Files.newInputStream(path))) {
            return read(path, content);
        } catch (NoSuchFileException e) {
            throw TrackingFileException.inFile(path, "no such file; name a tracking file that exists", e);
        } catch (IOException e) {
            throw TrackingFileException.inFile(path, "cannot be read (" + e + "); a readable file is needed", e);
        }
    }

    private static TrackingFile read(Path path, InputStream content) throws IOException, TrackingFileException {
        skipByteOrderMark(content);
        byte[] head = content.readNBytes(HEAD_BYTES);
        FileBeginning beginning = FileBeginning.of(head);
        if (beginning.isEmpty()) {
            throw TrackingFileException.inFile(path, "is empty; a tracking file is needed");
        }
        TrackingFormat format = TrackingFormat.detect(beginning).orElseThrow(() -> unknownFormat(path, beginning));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        return format.read(path, beginning, new BoundedRowStream(whole));
    }

    private static TrackingFileException unknownFormat(Path path, FileBeginning beginning) {
        return TrackingFileException.atLine(
                path,
                1 + beginning.blankLines(),
                "no known format: the file begins with " + TrackingFileException.quoted(beginning.firstLine())
                        + "; supported formats: " + TrackingFormat.descriptions());
    }

    private static void skipByteOrderMark(InputStream content) throws IOException {
        content.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(content.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            content.reset();
        }
    }
}
