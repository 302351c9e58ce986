package io.wanderscope.streaming.population;

import io.wanderscope.schema.AcquisitionPopulation;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A population that is being estimated beside the stream thread.
 *
 * @param tracks number of its tracks that the estimate rests on or leaves out
 * @param lastTrack stream time of the last of them, milliseconds since 1970
 * @param task makes its record
 */
record Estimation(PopulationKey population, long tracks, long lastTrack, FutureTask<AcquisitionPopulation> task) {
    boolean isDone() {
        return task.isDone();
    }

    /**
     * The record once it is done.
     *
     * @throws ExecutionException when it cannot be estimated
     */
    AcquisitionPopulation outcome() throws ExecutionException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it took the estimate of a population", e);
        }
    }

    /** Nobody will ask for its record; it does not start if it has not yet. */
    void abandon() {
        task.cancel(false);
    }
}
