package io.wanderscope.dashboard.history;

import io.wanderscope.dashboard.history.NoMomentException.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A few readers that requests share, opened when first needed. Thread-safe. */
final class ReaderPool implements AutoCloseable {
    /** Maximum number of requests that read at once; each has a connection to the brokers and tens of megabytes. */
    static final int READERS = 2;
    /** Maximum number of requests that wait for them; each holds one of the server's threads, of which others need some. */
    static final int WAITING = 2;

    private static final long PATIENCE_SECONDS = 10;

    private final Supplier<RangeReader> readers;
    private final Semaphore admitted = new Semaphore(READERS + WAITING);
    private final Semaphore places = new Semaphore(READERS, true);
    private final Deque<RangeReader> idle = new ArrayDeque<>();
    private boolean closed;

    ReaderPool(Supplier<RangeReader> readers) {
        this.readers = readers;
    }

    /** What is done with a reader. */
    @FunctionalInterface
    interface Task<T> {
        T with(RangeReader reader) throws NoMomentException;
    }

    /**
     * Lends a reader for a task.
     *
     * @throws NoMomentException when too many tasks wait, or the cluster cannot be read
     */
    <T> T lend(Task<T> task) throws NoMomentException {
        if (!admitted.tryAcquire()) {
            throw busy();
        }
        try {
            return lendWhenFree(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            admitted.release();
        }
    }

    private <T> T lendWhenFree(Task<T> task) throws NoMomentException, InterruptedException {
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw busy();
        }
        RangeReader reader = null;
        try {
            reader = taken();
            T result = task.with(reader);
            giveBack(reader);
            reader = null;
            return result;
        } catch (NoMomentException e) {
            // Nobody waits for the result any more; the reader is as good as before.
            if (reader != null) {
                giveBack(reader);
                reader = null;
            }
            throw e;
        } catch (KafkaException e) {
            throw new NoMomentException(
                    Cause.UNREADABLE, "the topics cannot be read now: " + e.getMessage() + "; try again later", e);
        } finally {
            // After a failure it may be in any state.
            discard(reader);
            places.release();
        }
    }

    /** Number of tasks that are done or wait now. */
    int admitted() {
        return READERS + WAITING - admitted.availablePermits();
    }

    static NoMomentException busy() {
        return new NoMomentException(
                Cause.BUSY, "the past is being read for as many others as may be; ask again in a moment");
    }

    private synchronized RangeReader taken() throws NoMomentException {
        if (closed) {
            throw busy();
        }
        RangeReader reader = idle.poll();
        return reader == null ? readers.get() : reader;
    }

    private void giveBack(RangeReader reader) {
        synchronized (this) {
            if (!closed) {
                idle.push(reader);
                return;
            }
        }
        reader.close();
    }

    private static void discard(@Nullable RangeReader reader) {
        if (reader != null) {
            reader.close();
        }
    }

    /** Ends connections that are not in use; those that are end after their use. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(RangeReader::close);
        idle.clear();
    }
}
