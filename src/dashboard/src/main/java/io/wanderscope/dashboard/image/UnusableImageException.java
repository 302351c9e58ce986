package io.wanderscope.dashboard.image;

/** A file that is no image that can be shown, and why; the message is meant for whoever sent it. */
public final class UnusableImageException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableImageException(String message) {
        super(message);
    }

    UnusableImageException(String message, Exception cause) {
        super(message, cause);
    }
}
