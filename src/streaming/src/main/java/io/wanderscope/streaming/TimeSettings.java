package io.wanderscope.streaming;

import java.time.Duration;

/**
 * How stream time is read, how long it is remembered, and into which windows it is cut.
 *
 * @param maximumAhead {@code time.max.ahead.ms}: how far a record's timestamp may lie ahead of this machine's clock, 0 ms
 *     to 365 days. A position further ahead moves the time of its partition by a second at most
 * @param endedRetention {@code ended.retention.ms}: how long, in stream time, it is known that a track has ended; later
 *     a position of that name opens a new track. 1 minute to 3,650 days
 * @param compositionWindow {@code composition.window.ms}: length of the time windows of an acquisition's composition, 1
 *     second to 1 day
 */
public record TimeSettings(Duration maximumAhead, Duration endedRetention, Duration compositionWindow) {
    /** Key of {@link #maximumAhead()} in a configuration, in milliseconds. */
    public static final String MAXIMUM_AHEAD = "time.max.ahead.ms";
    /** Key of {@link #endedRetention()} in a configuration, in milliseconds. */
    public static final String ENDED_RETENTION = "ended.retention.ms";
    /** Key of {@link #compositionWindow()} in a configuration, in milliseconds. */
    public static final String COMPOSITION_WINDOW = "composition.window.ms";

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names the key
     */
    public TimeSettings {
        requireRange(MAXIMUM_AHEAD, maximumAhead, Duration.ZERO, Duration.ofDays(365));
        requireRange(ENDED_RETENTION, endedRetention, Duration.ofMinutes(1), Duration.ofDays(3650));
        requireRange(COMPOSITION_WINDOW, compositionWindow, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /** 10 seconds ahead, 7 days of ended tracks, windows of 1 minute. */
    public static TimeSettings defaults() {
        return new TimeSettings(Duration.ofSeconds(10), Duration.ofDays(7), Duration.ofMinutes(1));
    }

    static void requireRange(String key, Duration value, Duration shortest, Duration longest) {
        if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException(key + " is from " + shortest.toMillis() + " to " + longest.toMillis()
                    + " milliseconds, got " + value.toMillis());
        }
    }
}
