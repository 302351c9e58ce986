package io.wanderscope.streaming.classification;

import io.wanderscope.streaming.tracks.DueTrajectory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A batch that was handed to the model. Its results are still in the store, and leave with the batch.
 *
 * @param trajectories what is classified, in the order in which they fell due
 * @param dispatched wall-clock time when it was handed out, milliseconds since 1970
 * @param task classifies it
 */
record BatchInFlight(List<DueTrajectory> trajectories, long dispatched, FutureTask<ClassifiedBatch> task) {

    boolean isDone() {
        return task.isDone();
    }

    /** The outcome once it is done. What the model threw is thrown here, on the thread that asks. */
    ClassifiedBatch outcome() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it took the results of a batch", e);
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /**
     * Runs it on this thread if no other has started it; otherwise waits for the one that has.
     *
     * @param limit how long to wait for another thread
     */
    void finish(Duration limit) {
        task.run();
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException notNow) {
            // It is asked for again; a failure is thrown where the outcome is taken.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody will ask for its outcome; it does not start if it has not yet. */
    void abandon() {
        task.cancel(false);
    }
}
