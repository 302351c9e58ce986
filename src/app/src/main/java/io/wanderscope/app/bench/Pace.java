package io.wanderscope.app.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Moments at a constant rate. Not thread-safe. */
final class Pace {
    private final LongSupplier nanoTime;
    private final long start;
    private final double nanosBetween;
    private long moments;

    /**
     * Starts now.
     *
     * @param perSecond above 0
     */
    Pace(double perSecond, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.nanosBetween = 1e9 / perSecond;
    }

    /** Waits until the next moment, and returns when that was due: earlier than now if the caller is late. */
    long await() throws InterruptedException {
        long due = start + Math.round(moments * nanosBetween);
        moments++;
        TimeUnit.NANOSECONDS.sleep(due - nanoTime.getAsLong());
        return due;
    }

    /** When it started. */
    long start() {
        return start;
    }
}
