package io.wanderscope.inference;

/** The model could not be run on a batch. The batch may be tried again, whole or trajectory by trajectory. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what failed and why. */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
