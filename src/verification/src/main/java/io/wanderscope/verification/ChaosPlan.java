package io.wanderscope.verification;

import java.time.Duration;

/**
 * How long faults go on, and how many there are at least.
 *
 * @param duration faults go on for at least this long
 * @param kills and at least until so many kills of an instance have happened, 0 or more
 * @param positionsPerSecond records sent per second, 1 to 100,000
 * @param interval mean time from one fault to the next
 * @param seed of the records and of the faults
 */
public record ChaosPlan(Duration duration, int kills, int positionsPerSecond, Duration interval, long seed) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public ChaosPlan {
        if (kills < 0) {
            throw new IllegalArgumentException("the kills are 0 or more, got " + kills);
        }
        if (positionsPerSecond < 1 || positionsPerSecond > 100_000) {
            throw new IllegalArgumentException("positions per second are from 1 to 100000, got " + positionsPerSecond);
        }
    }
}
