package io.wanderscope.streaming;

import static io.wanderscope.streaming.SettingType.milliseconds;

import java.time.Duration;
import java.util.List;

/**
 * How stream time advances, how long ended tracks are remembered, and the length of time windows.
 *
 * @param values the values of {@link #settings()}
 */
public record TimeSettings(SettingValues values) {
    private static final SettingGroup SETTINGS = new SettingGroup();

    /** How far ahead of this machine's clock a record's timestamp may be. */
    public static final Setting<Duration> MAXIMUM_AHEAD = SETTINGS.define(
            "time.max.ahead.ms",
            milliseconds(Duration.ZERO, Duration.ofDays(365)),
            Duration.ofSeconds(10),
            "A record whose timestamp is further ahead of this machine's clock moves the time of its partition by at"
                    + " most a second.");

    /** How long an ended track is remembered. */
    public static final Setting<Duration> ENDED_RETENTION = SETTINGS.define(
            "ended.retention.ms",
            milliseconds(Duration.ofMinutes(1), Duration.ofDays(3650)),
            Duration.ofDays(7),
            "How long, in stream time, an ended track is remembered. After that, a position with its name opens a new"
                    + " track. At least `inactivity.stream.ms`.");

    /** Length of the windows of an acquisition's counts by label and populations. */
    public static final Setting<Duration> COMPOSITION_WINDOW = SETTINGS.define(
            "composition.window.ms",
            milliseconds(Duration.ofSeconds(1), Duration.ofDays(1)),
            Duration.ofMinutes(1),
            "Length of the time windows of an acquisition's counts by label and populations.");

    /** Keeps the values of these settings only. */
    public TimeSettings {
        values = values.only(settings());
    }

    /** All settings of stream time. */
    public static List<Setting<?>> settings() {
        return SETTINGS.all();
    }

    /** Value of {@link #MAXIMUM_AHEAD}. */
    public Duration maximumAhead() {
        return values.get(MAXIMUM_AHEAD);
    }

    /** Value of {@link #ENDED_RETENTION}. */
    public Duration endedRetention() {
        return values.get(ENDED_RETENTION);
    }

    /** Value of {@link #COMPOSITION_WINDOW}. */
    public Duration compositionWindow() {
        return values.get(COMPOSITION_WINDOW);
    }
}
