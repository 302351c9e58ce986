package io.wanderscope.dashboard.protocol;

/** A browser's message that the server does not understand, and why. */
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1;

    private final String detail;

    InvalidMessageException(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** What is wrong with the message. */
    public String detail() {
        return detail;
    }
}
