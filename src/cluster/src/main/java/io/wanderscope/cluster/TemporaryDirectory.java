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

/** A directory that is deleted, with everything in it, when it is closed. */
public final class TemporaryDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 100;
    private static final int QUIET_CHECKS = 5;
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /**
     * Creates an empty directory among the system's temporary files, readable only by its owner.
     *
     * @throws UncheckedIOException when it cannot be created
     */
    public static TemporaryDirectory create() {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("wanderscope-"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create a temporary directory in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Also deletes it when the process is asked to end. A broker's threads run to the very end and recreate their
     * directories, so it is deleted until it has stayed away for half a second.
     */
    public void deleteAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteUntilItStaysAway));
    }

    private void deleteUntilItStaysAway() {
        if (!Files.exists(path)) {
            return;
        }
        try {
            for (int quiet = 0; quiet < QUIET_CHECKS; quiet++) {
                if (Files.exists(path)) {
                    quiet = 0;
                    close();
                }
                Thread.sleep(CHECK_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes it, even while other threads still delete or write files in it. */
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
            // Another thread has deleted it.
        } catch (DirectoryNotEmptyException e) {
            if (last) {
                throw e;
            }
        }
    }

    /** Deletes a directory and everything in it, even while another thread deletes some of it. */
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
