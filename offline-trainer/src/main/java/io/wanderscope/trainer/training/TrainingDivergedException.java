package io.wanderscope.trainer.training;

/** The loss is no longer finite, so training cannot continue. The last checkpoint was written before that. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}
