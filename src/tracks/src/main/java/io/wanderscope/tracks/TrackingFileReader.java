package io.wanderscope.tracks;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads tracking files of every {@link TrackingFormat}. The format is found by content, never by the name of the file;
 * text is UTF-8, with or without a byte-order mark, and may begin with blank lines.
 */
public final class TrackingFileReader {
    /** How much of a file is looked at to find its format; a header is far shorter. */
    private static final int HEAD_BYTES = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TrackingFileReader() {}

    /**
     * Reads a whole file. Coordinates that are NaN or infinite, missing and double frames and frames out of order are
     * passed on as the file has them; a localisation that was linked to no track is left out.
     *
     * @throws TrackingFileException when the file is missing, unreadable, empty, of no known format, cut off, or holds
     *     something else where a number belongs
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
        String text = new String(head, StandardCharsets.UTF_8);
        int start = firstVisible(text);
        if (start == text.length()) {
            throw TrackingFileException.inFile(path, "is empty; a tracking file is needed");
        }
        BoundedRowStream whole = new BoundedRowStream(new SequenceInputStream(new ByteArrayInputStream(head), content));
        if (text.charAt(start) == '<') {
            // The blanks before it are ASCII, so there are as many bytes as characters; XML itself forbids them.
            whole.skipNBytes(start);
            return TrackMateTracksReader.read(path, whole, lineBreaks(text.substring(0, start)));
        }
        String firstLine =
                text.substring(lineStart(text, start)).lines().findFirst().orElseThrow();
        return CsvTracksReader.read(path, whole, firstLine, 1 + lineBreaks(text.substring(0, start)));
    }

    private static void skipByteOrderMark(InputStream content) throws IOException {
        content.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(content.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            content.reset();
        }
    }

    private static int firstVisible(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Where the line begins: a tab at its start is a delimiter after a column without a name. */
    private static int lineStart(String text, int place) {
        return 1 + Math.max(text.lastIndexOf('\n', place), text.lastIndexOf('\r', place));
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private static int lineBreaks(String blanks) {
        return (int) (blanks + ".").lines().count() - 1;
    }
}
