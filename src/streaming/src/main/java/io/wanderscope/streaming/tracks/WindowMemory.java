package io.wanderscope.streaming.tracks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the windows of all tasks of a process take, and may take. A task may use what the others leave; once
 * there is too little, those give way that use more than an equal part. Thread-safe.
 */
public final class WindowMemory {
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger shares = new AtomicInteger();

    /**
     * Nothing is in use yet.
     *
     * @param limit in bytes, at least 0
     */
    public WindowMemory(long limit) {
        this.limit = limit;
    }

    /** The bytes that are in use. */
    long used() {
        return used.get();
    }

    /** A task's share; close it with the task. */
    Share share() {
        return new Share();
    }

    /** The part that one task uses. Not thread-safe. */
    final class Share implements AutoCloseable {
        private long own;

        private Share() {
            shares.incrementAndGet();
        }

        /** Notes that this task uses more, or less where the number is negative. */
        void add(long bytes) {
            own += bytes;
            used.addAndGet(bytes);
        }

        /** Whether this task has to give way. */
        boolean isExceeded() {
            return used.get() > limit && own > limit / shares.get();
        }

        /** Returns everything. */
        @Override
        public void close() {
            add(-own);
            shares.decrementAndGet();
        }
    }
}
