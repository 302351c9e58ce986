package io.wanderscope.tracks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A tracking file cannot be read. The message is one line, {@code FILE:LINE: what is wrong; what would be right},
 * without {@code :LINE} if the error is not in a line.
 */
public final class TrackingFileException extends Exception {
    private static final int MAX_QUOTE_CHARACTERS = 120;

    private TrackingFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static TrackingFileException inFile(Path path, String problem) {
        return inFile(path, problem, null);
    }

    static TrackingFileException inFile(Path path, String problem, @Nullable Throwable cause) {
        return new TrackingFileException(onOneLine(path + ": " + problem), cause);
    }

    static TrackingFileException atLine(Path path, long line, String problem) {
        return atLine(path, line, problem, null);
    }

    static TrackingFileException atLine(Path path, long line, String problem, @Nullable Throwable cause) {
        return new TrackingFileException(onOneLine(path + ":" + line + ": " + problem), cause);
    }

    /** An excerpt of the file for a message: in quotes, and shortened if it is long. */
    static String quoted(String text) {
        return text.length() <= MAX_QUOTE_CHARACTERS
                ? "'" + text + "'"
                : "'" + text.substring(0, MAX_QUOTE_CHARACTERS) + "…'";
    }

    private static String onOneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
