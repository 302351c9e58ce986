package io.wanderscope.app.terminal;

/** Ends a command with exit code 1; its message is the one line that the user sees. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure that its message explains completely. */
    public CommandFailure(String message) {
        super(message);
    }

    /** A failure whose cause {@code --verbose} shows. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
