package io.wanderscope.app.results;

import io.wanderscope.app.terminal.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Why a file of results cannot be written, and what to do about it. */
public final class WriteFailure {
    /** What Linux and macOS, Windows, and file systems with quotas say of a disk that has no room. */
    private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded");

    private WriteFailure() {}

    /** A failure whose message names the file, the reason, and a remedy. */
    public static UncheckedIOException of(Path file, IOException cause) {
        String reason = IoReason.of(cause);
        String remedy = isFull(reason)
                ? "make room on its disk, or choose a folder on another disk with --out, and run this again"
                : "choose another folder with --out, and run this again";
        return new UncheckedIOException("cannot write " + file + " (" + reason + "); " + remedy, cause);
    }

    private static boolean isFull(String reason) {
        String lowerCase = reason.toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(lowerCase::contains);
    }
}
