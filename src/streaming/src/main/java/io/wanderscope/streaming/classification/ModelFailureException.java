package io.wanderscope.streaming.classification;

/**
 * The model can be run on nothing any more. It stops the stream before anything is committed, so what is due is done
 * again after the next start. The message is one line that names the model and its own words.
 */
public final class ModelFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelFailureException(String message) {
        super(message);
    }
}
