package io.wanderscope.dashboard.protocol;

/** A browser's message that the server does not understand, and why. */
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidMessageException(String detail) {
        super(detail);
    }
}
