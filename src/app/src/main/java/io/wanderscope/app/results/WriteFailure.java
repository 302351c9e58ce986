package io.wanderscope.app.results;

import io.wanderscope.app.terminal.IoReason;
import io.wanderscope.cluster.Lack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Why a file of results cannot be written, and what to do about it. */
public final class WriteFailure {
    private WriteFailure() {}

    /** A failure whose message names the file, the reason, and a remedy. */
    public static UncheckedIOException of(Path file, IOException cause) {
        String reason = IoReason.of(cause);
        String remedy = Lack.saysFull(reason)
                ? "make room on its disk, or choose a folder on another disk with --out, and run this again"
                : "choose another folder with --out, and run this again";
        return new UncheckedIOException("cannot write " + file + " (" + reason + "); " + remedy, cause);
    }
}
