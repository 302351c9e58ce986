package io.wanderscope.app.machine;

import io.wanderscope.app.terminal.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder for temporary files. */
record TemporaryFolder(Path path, long spaceNeeded) {
    /** The two native libraries take 39 MB on Linux, and the broker and the stores of a short recording as much again. */
    private static final long SPACE_NEEDED = 64L << 20;

    private static final String REMEDY = "set another with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER";

    TemporaryFolder(Path path) {
        this(path, SPACE_NEEDED);
    }

    Optional<String> problem() {
        if (!Files.isDirectory(path)) {
            return Optional.of("the temporary folder " + path + " does not exist; create it, or " + REMEDY);
        }
        try {
            return tried();
        } catch (IOException e) {
            return Optional.of("the temporary folder " + path + " cannot be used (" + IoReason.of(e) + "); " + REMEDY);
        }
    }

    private Optional<String> tried() throws IOException {
        Path file = Files.createTempFile(path, "wanderscope-check", "");
        try {
            long space = Files.getFileStore(path).getUsableSpace();
            if (space < spaceNeeded) {
                return Optional.of("the temporary folder " + path + " has " + (space >> 20) + " MB left, and at least "
                        + (spaceNeeded >> 20) + " MB are needed; delete something there, or " + REMEDY);
            }
            // No file system mounted with noexec says that a file is executable.
            if (file.toFile().setExecutable(true) && !Files.isExecutable(file)) {
                return Optional.of("no native library can be loaded from the temporary folder " + path
                        + ", because its file system is mounted with noexec; " + REMEDY);
            }
            return Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
