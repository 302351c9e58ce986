package io.wanderscope.trainer;

/** The loss is no number any more, so that there is nothing to go on from; the last checkpoint is from before. */
final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}
