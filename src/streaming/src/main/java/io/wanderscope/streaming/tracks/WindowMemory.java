package io.wanderscope.streaming.tracks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * How much memory the windows of all tasks of a process take, and may take. Between two records of a task, all tasks
 * together take no more than the limit, whichever of them are idle. Thread-safe.
 *
 * <p>A task may use what the others leave. Whoever finds the limit exceeded gives way at once, whoever else uses how
 * much: only a task's own thread can free its windows, and that of an idle task may not run for seconds. But if the
 * one that gave way uses no more than an equal part, those that use more come down to theirs when they run next.
 */
public final class WindowMemory {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** How many tasks have used some since they began. */
    private final AtomicInteger sharing = new AtomicInteger();

    /** Whether a task has had to give way although it used no more than an equal part. */
    private volatile boolean isOneShort;

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

    /** A task's share; close it with the task. One that has used nothing takes nothing from the others. */
    Share share() {
        return new Share();
    }

    /** The part that one task uses. Not thread-safe. */
    final class Share implements AutoCloseable {
        private long own;
        private boolean isSharing;

        private Share() {}

        /** Notes that this task uses more, or less where the number is negative. */
        void add(long bytes) {
            own += bytes;
            used.addAndGet(bytes);
            if (own > 0 && !isSharing) {
                isSharing = true;
                sharing.incrementAndGet();
            }
        }

        /**
         * Frees windows until this task need not give way any more.
         *
         * @param freesOne frees one window, and returns whether there was one
         */
        void giveWay(BooleanSupplier freesOne) {
            if (isOneShort && isLarge()) {
                isOneShort = false;
                freeWhile(this::isLarge, freesOne);
            }
            freeWhile(this::isLimitExceeded, freesOne);
        }

        private static void freeWhile(BooleanSupplier isTooMuch, BooleanSupplier freesOne) {
            boolean isOneFreed = true;
            while (isOneFreed && isTooMuch.getAsBoolean()) {
                isOneFreed = freesOne.getAsBoolean();
            }
        }

        private boolean isLimitExceeded() {
            boolean isExceeded = used.get() > limit;
            if (isExceeded && !isLarge()) {
                isOneShort = true;
            }
            return isExceeded;
        }

        /** Whether this task uses more than an equal part. */
        private boolean isLarge() {
            return own > limit / Math.max(1, sharing.get());
        }

        /** Returns everything. */
        @Override
        public void close() {
            add(-own);
            if (isSharing) {
                isSharing = false;
                sharing.decrementAndGet();
            }
        }
    }
}
