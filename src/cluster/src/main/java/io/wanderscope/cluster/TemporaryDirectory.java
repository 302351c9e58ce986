package io.wanderscope.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** A directory that is deleted with everything in it when closed. */
public final class TemporaryDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 100;
    private static final int QUIET_CHECKS = 5;
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(100);

    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes an empty directory in the system's place for temporary files, readable by its owner only.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    public static TemporaryDirectory create() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("wanderscope-"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a directory in " + System.getProperty("java.io.tmpdir") + " for temporary files", e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Deletes it when the process is told to end, too. The threads of a broker run on until the very end and make their
     * directories anew, so it is deleted until it has stayed away for half a second.
     */
    public void deleteAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteForGood));
    }

    private void deleteForGood() {
        if (!Files.exists(path)) {
            return;
        }
        try {
            for (int quiet = 0; quiet < QUIET_CHECKS; quiet++) {
                if (Files.exists(path)) {
                    quiet = 0;
                    close();
                }
                Thread.sleep(BETWEEN_CHECKS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes it; what another thread has deleted already is no error, nor what another still writes. */
    @Override
    public void close() {
        try {
            for (int attempt = 1; Files.exists(path); attempt++) {
                delete(attempt == ATTEMPTS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temporary directory " + path, e);
        }
    }

    private void delete(boolean last) throws IOException {
        try {
            deleteTree(path);
        } catch (NoSuchFileException e) {
            // Deleted already.
        } catch (DirectoryNotEmptyException e) {
            if (last) {
                throw e;
            }
        }
    }

    /** Deletes a directory with everything in it; what another thread deletes meanwhile is no error. */
    static void deleteTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new Deletion());
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
