package io.wanderscope.trainer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces files atomically: a reader sees the old file or the complete new one, never a partial one. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the content of a file. */
    public interface Content {
        /** Writes it to the given temporary file, which then replaces the target. */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Writes a temporary file next to the target, then renames it.
     *
     * @throws IOException when the file cannot be written; the previous file is unchanged, and no temporary file
     *     remains
     */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            content.writeTo(temporary);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(file + " could not be written: " + IoReason.of(e), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
