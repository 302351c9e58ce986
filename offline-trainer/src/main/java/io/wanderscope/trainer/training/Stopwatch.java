package io.wanderscope.trainer.training;

import java.util.function.LongSupplier;

/** Measures training time, including the time before an interruption. */
final class Stopwatch {
    private final LongSupplier nanoTime;
    private final double earlierSeconds;
    private final long start;

    /**
     * Starts the stopwatch.
     *
     * @param nanoTime a clock such as {@link System#nanoTime}
     * @param earlierSeconds training time before the interruption
     */
    Stopwatch(LongSupplier nanoTime, double earlierSeconds) {
        this.nanoTime = nanoTime;
        this.earlierSeconds = earlierSeconds;
        this.start = nanoTime.getAsLong();
    }

    double seconds() {
        return earlierSeconds + (nanoTime.getAsLong() - start) * 1e-9;
    }
}
