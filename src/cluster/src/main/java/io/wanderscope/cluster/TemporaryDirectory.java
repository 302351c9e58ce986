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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is deleted, with everything in it, when it is closed. What a process leaves that is killed before that,
 * the next process deletes when it creates its first one.
 */
public final class TemporaryDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);
    private static final String PREFIX = "wanderscope-";
    private static final int CREATIONS = 5;
    private static final int ATTEMPTS = 100;
    private static final int QUIET_CHECKS = 5;
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);
    /** Well within the time after which a process that has lost a disk is halted. */
    private static final Duration LONGEST_DELETION = Duration.ofSeconds(10);

    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    private final Path path;
    private final DirectoryOwner owner;

    private TemporaryDirectory(Path path, DirectoryOwner owner) {
        this.path = path;
        this.owner = owner;
    }

    /**
     * Creates an empty directory among the system's temporary files, readable only by its owner.
     *
     * @throws UncheckedIOException when it cannot be created
     */
    public static TemporaryDirectory create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        if (SWEPT.compareAndSet(false, true)) {
            sweep(parent);
        }
        return create(parent);
    }

    static TemporaryDirectory create(Path parent) {
        return create(parent, DirectoryOwner::of);
    }

    /** Tries again where a process that was sweeping took the new directory for that of a dead one. */
    static TemporaryDirectory create(Path parent, Locking locking) {
        for (int creation = 1; ; creation++) {
            try {
                return created(Files.createTempDirectory(parent, PREFIX), locking);
            } catch (IOException e) {
                if (creation == CREATIONS) {
                    throw new UncheckedIOException("cannot create a temporary directory in " + parent, e);
                }
            }
        }
    }

    private static TemporaryDirectory created(Path path, Locking locking) throws IOException {
        try {
            return new TemporaryDirectory(path, locking.lock(path));
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Makes this process the owner of a directory that it has just created. */
    interface Locking {
        /** Fails where it cannot. */
        DirectoryOwner lock(Path directory) throws IOException;
    }

    /** Deletes the directories of processes that have died; one that cannot be deleted is no reason not to go on. */
    static void sweep(Path parent) {
        DirectoryOwner.ofThoseIn(parent, PREFIX, directory -> {
            try {
                deleteTree(directory);
                LOG.info("event=temporary_directory_of_dead_process_deleted directory={}", directory);
            } catch (IOException e) {
                LOG.info("event=temporary_directory_of_dead_process_not_deleted directory={}", directory, e);
            }
        });
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Lets it stay if the process ends without closing it, even after the next process has started. */
    public void keep() {
        owner.close();
    }

    /**
     * Also deletes it when the process is asked to end. A broker's threads run to the very end and recreate their
     * directories, so it is deleted until it has stayed away for half a second, but for no longer than 10 s.
     */
    public void deleteAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteUntilItStaysAway));
    }

    /**
     * Deletes it although threads may still write in it, which nobody can stop: until it has stayed away for half a
     * second, but for no longer than 10 s. What cannot be deleted stays for the next process.
     */
    void deleteUntilItStaysAway() {
        deleteUntilItStaysAway(Time.SYSTEM);
    }

    /** The same by another clock. */
    void deleteUntilItStaysAway(Time time) {
        if (!Files.exists(path)) {
            return;
        }
        AtomicInteger quiet = new AtomicInteger();
        new Polling(time, LONGEST_DELETION, CHECK_INTERVAL).until(checks -> checks == QUIET_CHECKS, () -> {
            if (!Files.exists(path)) {
                return quiet.incrementAndGet();
            }
            tryToDelete();
            quiet.set(0);
            return 0;
        });
        close();
    }

    private void tryToDelete() {
        try {
            delete();
        } catch (IOException e) {
            // It is tried again, and whoever closes it is told of the last time.
        }
    }

    /**
     * Deletes it, even while other threads still delete or write files in it. What cannot be deleted, as a file that is
     * still open on Windows, stays for the next process.
     */
    @Override
    public void close() {
        try {
            delete();
            owner.close();
        } catch (IOException e) {
            LOG.warn("event=temporary_directory_not_deleted directory={} reason=\"{}\"", path, e.toString());
        }
    }

    private void delete() throws IOException {
        for (int attempt = 1; Files.exists(path); attempt++) {
            delete(attempt == ATTEMPTS);
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
