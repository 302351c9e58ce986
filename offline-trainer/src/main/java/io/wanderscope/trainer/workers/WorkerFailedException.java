package io.wanderscope.trainer.workers;

/** A worker thread of a run has ended with an error, and the run ends with it. */
public final class WorkerFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Keeps the cause.
     *
     * @param worker what the thread did, as the beginning of a sentence, such as {@code the simulation of batches}
     */
    public WorkerFailedException(String worker, Throwable cause) {
        super(worker + " failed: " + Failure.inWords(cause), cause);
    }
}
