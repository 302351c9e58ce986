package io.wanderscope.inference;

import org.jspecify.annotations.Nullable;

/** The model could not be run on a batch. The caller may try again, with the whole batch or one trajectory at a time. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InferenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
