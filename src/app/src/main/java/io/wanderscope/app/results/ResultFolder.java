package io.wanderscope.app.results;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for the results of a run. It is checked before the run starts, and a lock on a file in it keeps other
 * runs out until it is closed or the process ends.
 */
public final class ResultFolder implements AutoCloseable {
    /** File name of the run's log. */
    public static final String LOG_FILE = "wanderscope.log";

    private static final Logger LOG = LoggerFactory.getLogger(ResultFolder.class);
    private static final String LOCK_FILE = "wanderscope.lock";
    private static final List<String> GROWING = List.of(ResultFiles.LABELS, ResultFiles.SALIENCY);

    private final Path path;
    private final ResultNames names;
    private final FileChannel lockFile;

    private ResultFolder(Path path, ResultNames names, FileChannel lockFile) {
        this.path = path;
        this.names = names;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder if there is none, and keeps other runs out of it.
     *
     * @param names of the files that the run will write
     * @throws CommandFailure when the folder cannot be created or written in, or when another run is using it
     */
    public static ResultFolder open(Path path, ResultNames names) {
        create(path);
        ResultFolder folder = new ResultFolder(path, names, lock(path));
        names.all().forEach(name -> folder.requireReplaceable(path.resolve(name)));
        folder.unfinishedResults().forEach(folder::requireReplaceable);
        folder.requireReplaceable(path.resolve(LOG_FILE));
        return folder;
    }

    private static void create(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new CommandFailure("--out: the folder " + path + " cannot be created (" + IoReason.of(e) + ")", e);
        }
    }

    private static FileChannel lock(Path folder) {
        Path file = folder.resolve(LOCK_FILE);
        while (true) {
            FileChannel channel = open(folder, file);
            if (!isLocked(channel)) {
                close(channel);
                throw new CommandFailure("--out: another run is writing its results in the folder " + folder
                        + "; choose another folder, or wait until it has ended");
            }
            // The other run may have ended and deleted the file between the two calls.
            if (Files.exists(file)) {
                return channel;
            }
            close(channel);
        }
    }

    private static FileChannel open(Path folder, Path lockFile) {
        try {
            return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CommandFailure("--out: cannot write in the folder " + folder + " (" + IoReason.of(e) + ")", e);
        }
    }

    /** Whether this process has the lock now. Some network file systems know no locks; there, every run has it. */
    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            LOG.warn("event=folder_not_locked reason=\"{}\"", e.getMessage());
            return true;
        }
    }

    private void requireReplaceable(Path file) {
        if (Files.isDirectory(file)) {
            close();
            throw new CommandFailure("--out: cannot write " + file + " (a folder has this name)");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            close();
            throw new CommandFailure("--out: cannot write " + file + " (permission denied)");
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** The acquisition's picture. */
    public Path picture(String acquisition) {
        return path.resolve(names.picture(acquisition));
    }

    /** The figure of the acquisition's population. */
    public Path population(String acquisition) {
        return path.resolve(names.population(acquisition));
    }

    /** The acquisition's summary. */
    public Path summary(String acquisition) {
        return path.resolve(names.summary(acquisition));
    }

    /** Files of an earlier run, or of something else, that this run would replace. */
    public List<Path> earlierResults() {
        return names.all().stream().map(path::resolve).filter(Files::exists).toList();
    }

    /** Unfinished results of an interrupted run, which the next run replaces. */
    public List<Path> unfinishedResults() {
        return GROWING.stream()
                .map(name -> ResultFiles.unfinished(path.resolve(name)))
                .filter(Files::exists)
                .toList();
    }

    /** Lets other runs use the folder. */
    @Override
    public void close() {
        if (lockFile.isOpen()) {
            try {
                Files.deleteIfExists(path.resolve(LOCK_FILE));
            } catch (IOException e) {
                LOG.info("event=lock_file_not_deleted reason=\"{}\"", e.getMessage());
            }
            close(lockFile);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.info("event=lock_file_not_closed reason=\"{}\"", e.getMessage());
        }
    }
}
