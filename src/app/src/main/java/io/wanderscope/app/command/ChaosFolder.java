package io.wanderscope.app.command;

import io.wanderscope.cluster.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a chaos run keeps its table and the logs of instances and brokers: the folder that the user named, or else a temporary one,
 * which stays only if the run did not show that the guarantees hold.
 */
final class ChaosFolder implements AutoCloseable {
    private final Path path;
    private final Optional<TemporaryDirectory> temporary;
    private final PrintWriter messages;
    private boolean needed = true;

    private ChaosFolder(Path path, Optional<TemporaryDirectory> temporary, PrintWriter messages) {
        this.path = path;
        this.temporary = temporary;
        this.messages = messages;
    }

    /**
     * Creates the folder.
     *
     * @param named by the user; empty for a temporary one
     * @param messages receives the path of a temporary folder that stays
     */
    static ChaosFolder create(Optional<Path> named, PrintWriter messages) throws IOException {
        if (named.isPresent()) {
            return new ChaosFolder(Files.createDirectories(named.get()), Optional.empty(), messages);
        }
        TemporaryDirectory temporary = TemporaryDirectory.create();
        // An interrupted run leaves it behind too.
        temporary.keep();
        return new ChaosFolder(temporary.path(), Optional.of(temporary), messages);
    }

    Path path() {
        return path;
    }

    /** Lets {@link #close} delete a temporary folder, because the guarantees held. */
    void discard() {
        needed = false;
    }

    /** Deletes a temporary folder that was discarded; otherwise prints its path. */
    @Override
    public void close() {
        if (temporary.isEmpty()) {
            return;
        }
        if (needed) {
            messages.println("the table and the logs of instances and brokers are in " + path);
            messages.flush();
        } else {
            temporary.get().close();
        }
    }
}
