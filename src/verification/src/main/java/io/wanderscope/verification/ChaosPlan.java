package io.wanderscope.verification;

import java.time.Duration;

/**
 * How long faults are injected, and how many.
 *
 * @param duration least time for which faults are injected
 * @param kills least number of instances that are killed, 0 or more
 * @param positionsPerSecond records sent per second, 1 to 100,000
 * @param interval mean time from one fault to the next
 * @param seed of the random records and faults
 */
public record ChaosPlan(Duration duration, int kills, int positionsPerSecond, Duration interval, long seed) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public ChaosPlan {
        if (kills < 0) {
            throw new IllegalArgumentException("kills is 0 or more, got " + kills);
        }
        if (positionsPerSecond < 1 || positionsPerSecond > 100_000) {
            throw new IllegalArgumentException("positions per second is from 1 to 100000, got " + positionsPerSecond);
        }
    }
}
