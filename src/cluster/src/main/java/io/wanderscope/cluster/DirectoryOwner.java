package io.wanderscope.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The process that owns a temporary directory, as a lock on a file beside it. The system gives up the lock when the
 * process ends, however it ends, and another process can see that: even one in another container, to which a process
 * id would mean nothing.
 */
final class DirectoryOwner implements AutoCloseable {
    private static final String SUFFIX = ".lock";
    /** Not to be opened again in this process: closing a file gives up all its locks on it. */
    private static final Set<Path> OWN_FILES = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryOwner(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes this process the owner of a directory that it has just created.
     *
     * @throws IOException when it cannot be; nothing is left beside the directory then. Another process may have
     *     deleted the directory before it was locked, so to create another may help
     */
    static DirectoryOwner of(Path directory) throws IOException {
        Path file = directory.resolveSibling(directory.getFileName() + SUFFIX);
        OWN_FILES.add(file);
        try {
            return new DirectoryOwner(file, locked(file, directory));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            OWN_FILES.remove(file);
            throw e;
        }
    }

    private static FileChannel locked(Path file, Path directory) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            // In between, another process may have taken it for that of a dead one.
            if (!Files.exists(file) || !Files.exists(directory)) {
                throw new IOException(directory + " was deleted by another process");
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Hands over the directories in a folder whose owners have died, to be deleted. Those of other users, and those
     * without a lock file, are left alone.
     *
     * @param prefix of the directories' names
     */
    static void ofThoseIn(Path folder, String prefix, Consumer<Path> orphaned) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*" + SUFFIX)) {
            for (Path file : files) {
                if (!OWN_FILES.contains(file) && isOfThisUser(file)) {
                    String name = file.getFileName().toString();
                    handOver(file, folder.resolve(name.substring(0, name.length() - SUFFIX.length())), orphaned);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be listed cannot be deleted, and nothing depends on it.
        }
    }

    /** Root may open, and so lock, the files of any user. */
    private static boolean isOfThisUser(Path file) throws IOException {
        Path own = Files.createTempFile(file.getParent(), "wanderscope-user-", "");
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            Files.delete(own);
        }
    }

    private static void handOver(Path file, Path directory, Consumer<Path> orphaned) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return;
            }
            if (Files.isDirectory(directory)) {
                orphaned.accept(directory);
            }
            if (!Files.exists(directory)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It may not be opened, or is gone.
        }
    }

    /** Gives it up; what is left of the directory then belongs to nobody. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next process deletes the file.
        }
        OWN_FILES.remove(file);
    }
}
