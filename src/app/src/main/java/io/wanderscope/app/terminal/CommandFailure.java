package io.wanderscope.app.terminal;

import io.wanderscope.cluster.Lack;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** Ends a command; its message is the one line that the user sees. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A failure that its message explains completely, with exit code 1. */
    public CommandFailure(String message) {
        this(message, ExitCode.SOFTWARE);
    }

    /** A failure whose cause {@code --verbose} shows, with exit code 1. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = ExitCode.SOFTWARE;
    }

    /**
     * The failure of a service of which a thread has died.
     *
     * @param lack of what it has died, if the process has run out of something; it has an exit code of its own
     */
    public static CommandFailure ofThread(String message, Optional<Lack> lack) {
        return new CommandFailure(message, exitCode(lack, ThreadDeaths.EXIT_CODE));
    }

    /** A failure that its message explains, for want of something if {@code lack} says so; otherwise with exit code 1. */
    public static CommandFailure of(String message, Optional<Lack> lack) {
        return new CommandFailure(message, exitCode(lack, ExitCode.SOFTWARE));
    }

    private static int exitCode(Optional<Lack> lack, int otherwise) {
        return lack.map(Lack::kind).map(ThreadDeaths::exitCode).orElse(otherwise);
    }

    /** The same failure, whose line says more. */
    public CommandFailure saying(String more) {
        CommandFailure longer = new CommandFailure(getMessage() + more, exitCode);
        longer.initCause(this);
        return longer;
    }

    /** With which the process ends. */
    public int exitCode() {
        return exitCode;
    }
}
