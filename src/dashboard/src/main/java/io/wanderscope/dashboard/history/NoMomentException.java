package io.wanderscope.dashboard.history;

/** A part of the past that is not shown; the message says why, and what to do. */
public final class NoMomentException extends Exception {
    private static final long serialVersionUID = 1;

    private final Cause why;

    /** Why it is not shown. */
    public enum Cause {
        /** The topics do not hold it, as far as they have been read. */
        UNKNOWN,
        /** As many are being read as may be. */
        BUSY,
        /** The viewer has asked for another moment since. */
        SUPERSEDED,
        /** The topics cannot be read. */
        UNREADABLE
    }

    NoMomentException(Cause why, String message) {
        super(message);
        this.why = why;
    }

    NoMomentException(Cause why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** Why it is not shown. */
    public Cause why() {
        return why;
    }
}
