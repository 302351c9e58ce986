package io.wanderscope.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When the frames were exposed of which the rows do not say it themselves: at a start, and at a constant interval from there.
 *
 * @param start time of frame 0
 * @param frameInterval seconds from one frame to the next, above 0 and finite
 */
public record RowTimes(Instant start, double frameInterval) {
    /** What a time must look like. */
    public static final String EXPECTED =
            "a time with its zone, such as 2026-03-01T12:00:00.123Z, or whole microseconds since 1970-01-01T00:00:00Z";

    private static final Pattern MICROSECONDS = Pattern.compile("-?\\d{1,18}");

    /** Most microseconds from the start to a frame, about 30,000 years: any more are beyond the times that are accepted. */
    private static final double MAX_MICROSECONDS = 1e18;

    /**
     * Checks the interval.
     *
     * @throws IllegalArgumentException when it is not above 0 and finite
     */
    public RowTimes {
        if (!(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the frame interval must be above 0 seconds, got " + frameInterval);
        }
    }

    /**
     * Reads a time as rows have it, and cuts it to the microsecond.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant parse(String text) {
        return MICROSECONDS.matcher(text).matches()
                ? Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS)
                : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    }

    /** The time of a frame, to the microsecond; empty if it is thousands of years away. */
    Optional<Instant> of(long frame) {
        double microseconds = 1e6 * frameInterval * frame;
        if (Math.abs(microseconds) > MAX_MICROSECONDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    start.plus(Math.round(microseconds), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty(); // the start is at the end of what an Instant can be
        }
    }
}
