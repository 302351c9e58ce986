package io.wanderscope.streaming.tracks;

import java.time.Duration;

/**
 * Detects that a partition has had no record for the wall-clock inactivity.
 *
 * <p>It counts punctuations instead of comparing clock readings: a clock that jumps, or a process that was suspended, gives
 * one punctuation and no inactivity. The first punctuation may come right after a record, so one more is needed.
 */
public final class WallClockInactivity {
    private static final int PUNCTUATIONS = 12;

    private final Duration interval;
    private int punctuations;

    /** Measures this inactivity. */
    public WallClockInactivity(Duration inactivity) {
        interval = Duration.ofMillis(Math.max(1, inactivity.toMillis() / PUNCTUATIONS));
    }

    /** How often to call {@link #punctuate()}. */
    public Duration interval() {
        return interval;
    }

    /** Starts over, because a record arrived. */
    public void recordArrived() {
        punctuations = 0;
    }

    /** Whether this punctuation completes the inactivity; then it starts over. */
    public boolean punctuate() {
        punctuations++;
        if (punctuations <= PUNCTUATIONS) {
            return false;
        }
        punctuations = 0;
        return true;
    }
}
