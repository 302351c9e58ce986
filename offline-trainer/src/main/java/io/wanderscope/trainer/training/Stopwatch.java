package io.wanderscope.trainer.training;

import java.util.function.LongSupplier;

/** Time spent training, including that before a run was interrupted. */
final class Stopwatch {
    private final LongSupplier nanoTime;
    private final double earlierSeconds;
    private final long start;

    /**
     * Starts to measure.
     *
     * @param nanoTime a clock as {@link System#nanoTime}
     * @param earlierSeconds time spent before
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
