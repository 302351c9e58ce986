package io.wanderscope.trainer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads text of which a command says where it comes from, for those who give it another file. */
public final class TextFile {
    private TextFile() {}

    /**
     * The text of a file in UTF-8.
     *
     * @param advice what to do if it cannot be read, for people
     * @throws IOException if it cannot be read or is no text; the message says which file, why, and the advice
     */
    public static String read(Path file, String advice) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read (" + IoReason.of(e) + "); " + advice, e);
        }
    }

    /** The lines of a file, read in the same way. */
    public static List<String> lines(Path file, String advice) throws IOException {
        return read(file, advice).lines().toList();
    }
}
