package io.wanderscope.tracks;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** The unit of times and frame intervals, which trackers and microscopes spell in many ways. */
final class TimeUnit {
    private static final Set<String> FRAMES = Set.of("frame", "frames");

    private TimeUnit() {}

    /** Seconds in a unit of time; NaN if the unit is unknown. */
    static double seconds(String unit) {
        return switch (unit.strip().toLowerCase(Locale.ROOT)) {
            case "s", "sec", "secs", "second", "seconds" -> 1;
            case "ms", "msec", "millisecond", "milliseconds" -> 1e-3;
            case "\u00b5s", "\u03bcs", "us", "usec", "microsecond", "microseconds" -> 1e-6;
            case "ns", "nsec", "nanosecond", "nanoseconds" -> 1e-9;
            case "min", "mins", "minute", "minutes" -> 60;
            case "h", "hr", "hour", "hours" -> 3600;
            default -> Double.NaN;
        };
    }

    /** Whether the text is a unit of time, or says that time is counted in frames. */
    static boolean isUnit(String text) {
        return isFrames(text) || !Double.isNaN(seconds(text));
    }

    /** Whether the text says that time is counted in frames. */
    static boolean isFrames(String text) {
        return FRAMES.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * A frame interval in seconds; empty if the unit is unknown or the interval is none: programs write 0, -1 or NaN for
     * a recording whose interval they do not know.
     */
    static OptionalDouble interval(OptionalDouble interval, String unit) {
        double seconds = interval.orElse(Double.NaN) * seconds(unit);
        return seconds > 0 && Double.isFinite(seconds) ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }
}
