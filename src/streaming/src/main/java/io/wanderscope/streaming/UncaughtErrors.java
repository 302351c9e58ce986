package io.wanderscope.streaming;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Errors, such as that of a memory that ran out, which an executor or a server would keep to itself. They go to the
 * handler of uncaught exceptions, which ends a service.
 */
public final class UncaughtErrors {
    private UncaughtErrors() {}

    /** Hands an error to the handler of the calling thread. */
    public static void report(Error error) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }

    /** Reports the error with which a task has ended, if it has ended with one. */
    static void reportOf(Future<?> task) {
        if (!task.isDone()) {
            return;
        }
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                report(error);
            }
        } catch (CancellationException e) {
            // Nobody wanted its outcome.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
