package io.wanderscope.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a process has run out of or lost, which ends its work whatever the work is.
 *
 * @param kind of it
 * @param text what has happened and what to do about it, in a line
 */
public record Lack(Kind kind, String text) {
    /** What Linux and macOS, Windows, and file systems with quotas say of a disk that has no room. */
    private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded");
    /** With less, Kafka may fail to make the next index of a log, and RocksDB its next file. */
    private static final long ROOM = 4L << 20;

    /** What it is. */
    public enum Kind {
        /** Memory, of whatever kind. */
        MEMORY,
        /** Room on a disk, or the folder itself. */
        DISK,
        /** The broker in this process, for a reason that only its log knows. */
        BROKER
    }

    /** Whether the system's words for a failure say that a disk has no room. */
    public static boolean saysFull(String reason) {
        String lowerCase = reason.toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(lowerCase::contains);
    }

    /** What an error says about the memory; empty if it says nothing. */
    public static Optional<Lack> ofMemory(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof OutOfMemoryError error) {
                return Optional.of(new Lack(Kind.MEMORY, memory(error)));
            }
        }
        return Optional.empty();
    }

    private static String memory(OutOfMemoryError error) {
        String reason = String.valueOf(error.getMessage());
        if (reason.contains("native thread")) {
            return "the system lets this process have no more threads (" + error
                    + "); raise the limit (ulimit -u, or that of the container), and start it again";
        }
        return "the memory has run out: of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB, nothing is left ("
                + error + "); " + moreMemory();
    }

    /** How to give the process more memory. */
    public static String moreMemory() {
        return "give it more memory, such as _JAVA_OPTIONS=-Xmx2g in the environment, and start it again";
    }

    /** What keeps a folder of ours from being written now; empty if nothing does. */
    public static Optional<Lack> ofFolder(Path folder) {
        return problem(folder).map(problem -> new Lack(Kind.DISK, problem + "; " + remedy(folder)));
    }

    /** What to do about a folder that was deleted, even if it is there again. */
    static Lack ofDeleted(Path folder) {
        return new Lack(Kind.DISK, deleted(folder) + "; " + remedy(folder));
    }

    /** The same where the system has said so, although there may be room again. */
    public static Optional<Lack> ofFolder(Path folder, Throwable failure) {
        return ofFolder(folder)
                .or(() -> saysFull(failure)
                        ? Optional.of(new Lack(Kind.DISK, full(folder) + "; " + remedy(folder)))
                        : Optional.empty());
    }

    private static boolean saysFull(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null && saysFull(each.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> problem(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.of(deleted(folder));
        }
        try {
            if (Files.getFileStore(folder).getUsableSpace() < ROOM) {
                return Optional.of(full(folder));
            }
            write(folder);
            return Optional.empty();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            return Optional.of(
                    saysFull(reason) ? full(folder) : "nothing can be written in " + folder + " (" + reason + ")");
        }
    }

    private static String deleted(Path folder) {
        return "its folder " + folder + " was deleted while it ran";
    }

    private static void write(Path folder) throws IOException {
        Path file = folder.resolve(
                "check-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            Files.write(file, new byte[1 << 16]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String full(Path folder) {
        return "no space is left on the disk of " + folder + left(folder);
    }

    private static String left(Path folder) {
        try {
            return " (" + (Files.getFileStore(folder).getUsableSpace() >> 20) + " MB free)";
        } catch (IOException e) {
            return "";
        }
    }

    /** Data in the temporary folder are moved with it, and others by the setting that names their folder. */
    private static String remedy(Path folder) {
        boolean temporary = folder.toAbsolutePath()
                .startsWith(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
        return "make room there and let nothing delete it, or "
                + (temporary
                        ? "choose another temporary folder with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER"
                        : "choose a folder on another disk with state.dir")
                + ", and start it again";
    }
}
