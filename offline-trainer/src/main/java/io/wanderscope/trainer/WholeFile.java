package io.wanderscope.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that one that is there already is replaced only by a whole one. */
final class WholeFile {
    private WholeFile() {}

    /** Writes the content of a file. */
    interface Content {
        void writeTo(Path file) throws IOException;
    }

    /**
     * Writes a file beside its place and moves it there when it is whole.
     *
     * @throws IOException when it cannot be written; what was there before is unchanged, and nothing else is left
     */
    static void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            content.writeTo(temporary);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(file + " could not be written: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
