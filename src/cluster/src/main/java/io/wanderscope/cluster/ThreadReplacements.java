package io.wanderscope.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How many failed stream threads may be replaced. Brokers that restart end the transaction of every thread, so each may
 * fail a number of times; an error that meets every new thread again would go on for ever, and nobody would be told.
 */
final class ThreadReplacements {
    /** For each of the stream threads, within {@link #PERIOD}. */
    static final int PER_THREAD = 10;

    static final Duration PERIOD = Duration.ofMinutes(10);

    private final int most;
    private final LongSupplier nanoTime;
    private final Deque<Long> latest = new ArrayDeque<>();

    ThreadReplacements(int threads, LongSupplier nanoTime) {
        this.most = threads * PER_THREAD;
        this.nanoTime = nanoTime;
    }

    /** Whether another one is allowed now; if so, it counts. */
    synchronized boolean allow() {
        long now = nanoTime.getAsLong();
        while (!latest.isEmpty() && now - latest.getFirst() > PERIOD.toNanos()) {
            latest.removeFirst();
        }
        if (latest.size() == most) {
            return false;
        }
        latest.addLast(now);
        return true;
    }
}
