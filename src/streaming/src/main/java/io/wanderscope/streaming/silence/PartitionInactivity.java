package io.wanderscope.streaming.silence;

import java.time.Duration;

/**
 * Detects that a whole partition has received no record for the wall-clock inactivity. The inactivity of a single track
 * is measured by {@link PartitionClock}.
 *
 * <p>It counts punctuations instead of comparing clock readings: a clock that jumps, or a process that was suspended,
 * causes one punctuation and no inactivity. The first punctuation may come right after a record, so one more is needed.
 */
public final class PartitionInactivity {
    private static final int PUNCTUATIONS = 12;

    private final Duration interval;
    private int punctuations;

    /** Measures this inactivity. */
    public PartitionInactivity(Duration inactivity) {
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

    /** Whether the latest punctuation completed this part of the inactivity. */
    public boolean completes(Duration part) {
        return punctuations == 1 + Math.max(1, (part.toMillis() + interval.toMillis() - 1) / interval.toMillis());
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
