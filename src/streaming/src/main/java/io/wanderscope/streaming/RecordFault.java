package io.wanderscope.streaming;

import io.wanderscope.diffusion.TrackWindow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a record that was sent to the stream is rejected. Made by the rules of positions and of localisations, and by those here that
 * both share.
 *
 * @param cause the kind of fault
 * @param detail what is wrong and what would be right
 */
public record RecordFault(DeadLetterCause cause, String detail) {
    /** Most bytes of the unit of length. */
    static final int MAX_UNIT_BYTES = 64;

    /** The first that Python can represent; producers in .NET and Go send it for a time that nobody set. */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    /** The last that Python can represent. */
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

    static Optional<RecordFault> of(DeadLetterCause cause, String detail) {
        return Optional.of(new RecordFault(cause, detail));
    }

    /** An acquisition, or a part of it, whose name is empty. */
    static Optional<RecordFault> ofNames(String acquisition, String part, String partName) {
        return acquisition.isEmpty() || part.isEmpty()
                ? of(DeadLetterCause.MISSING_IDENTITY, "acquisition or " + partName + " is empty")
                : Optional.empty();
    }

    /** An acquisition whose name would make keys ambiguous. */
    static Optional<RecordFault> ofSlash(String acquisition, String partName) {
        return acquisition.contains(TrackKey.SEPARATOR)
                ? of(
                        DeadLetterCause.AMBIGUOUS_IDENTITY,
                        "the acquisition \"" + acquisition + "\" contains a slash, which separates acquisition and "
                                + partName + " in the record key")
                : Optional.empty();
    }

    /** A key that is not the expected one. */
    static Optional<RecordFault> ofKey(String expected, byte @Nullable [] key) {
        return Arrays.equals(expected.getBytes(StandardCharsets.UTF_8), key)
                ? Optional.empty()
                : of(DeadLetterCause.WRONG_KEY, "the record key does not match the value; expected " + expected);
    }

    /** A key or a unit that is too long. */
    static Optional<RecordFault> ofLengths(byte[] key, int maxKeyBytes, String unit) {
        int unitLength = unit.getBytes(StandardCharsets.UTF_8).length;
        return key.length > maxKeyBytes || unitLength > MAX_UNIT_BYTES
                ? of(
                        DeadLetterCause.TEXT_TOO_LONG,
                        "the key has " + key.length + " bytes and the unit of length " + unitLength + "; at most "
                                + maxKeyBytes + " and " + MAX_UNIT_BYTES + " are accepted")
                : Optional.empty();
    }

    /** A negative frame, or a time that not every language can represent. */
    static Optional<RecordFault> ofFrame(long frame, Instant time) {
        if (frame < 0) {
            return of(DeadLetterCause.NEGATIVE_FRAME, "frame " + frame + " is negative");
        }
        return time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)
                ? of(
                        DeadLetterCause.INVALID_TIME,
                        "the time is " + time
                                + "; it must be of the years 1 to 9999, in microseconds since 1970-01-01T00:00:00Z")
                : Optional.empty();
    }

    /** Not if it is not a number either: every comparison with NaN is false. */
    static boolean isCoordinate(@Nullable Double coordinate) {
        return coordinate != null && Math.abs(coordinate) <= TrackWindow.MAX_COORDINATE;
    }
}
