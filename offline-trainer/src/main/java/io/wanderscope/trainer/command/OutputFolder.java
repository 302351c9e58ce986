package io.wanderscope.trainer.command;

import io.wanderscope.trainer.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that {@code --out} names. */
final class OutputFolder {
    private OutputFolder() {}

    /**
     * Creates the folder if there is none.
     *
     * @throws IOException if that fails; the message says why, and what to do
     */
    static void create(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "--out: the folder " + folder + " cannot be created (" + IoReason.of(e) + "); name another one", e);
        }
    }
}
