package io.wanderscope.streaming.classification;

/**
 * The model fails on every trajectory. This stops the stream before anything is committed, so the due results are
 * classified after the next start. The message is one line that names the model and quotes its error.
 */
public final class ModelFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelFailureException(String message) {
        super(message);
    }
}
