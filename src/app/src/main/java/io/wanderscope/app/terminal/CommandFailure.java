package io.wanderscope.app.terminal;

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

    /** The failure of a service of which a thread has died, with {@link ThreadDeaths#EXIT_CODE}. */
    public static CommandFailure ofThread(String message) {
        return new CommandFailure(message, ThreadDeaths.EXIT_CODE);
    }

    /** With which the process ends. */
    public int exitCode() {
        return exitCode;
    }
}
