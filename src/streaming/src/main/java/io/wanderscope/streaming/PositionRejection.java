package io.wanderscope.streaming;

import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.schema.ParticlePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a position is rejected, judged by its record alone. It is not in the package {@code intake}, because the
 * dashboard checks positions by the same rules.
 *
 * @param cause the kind of fault
 * @param detail what is wrong and what would be right
 */
public record PositionRejection(DeadLetterCause cause, String detail) {
    /** Most bytes of the record key; limited because names are repeated in every result and kept in the stores. */
    public static final int MAX_KEY_BYTES = 1024;

    /** Most bytes of the unit of length. */
    public static final int MAX_UNIT_BYTES = 64;

    /** The first that Python can represent; producers in .NET and Go send it for a time that nobody set. */
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

    /** The last that Python can represent. */
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

    /**
     * Checks a position that could be decoded; empty when nothing is wrong with its record.
     *
     * @param key the record's key; null if it has none
     */
    public static Optional<PositionRejection> of(ParticlePosition position, byte[] key) {
        if (position.getAcquisition().isEmpty() || position.getTrack().isEmpty()) {
            return rejected(DeadLetterCause.MISSING_IDENTITY, "acquisition or track is empty");
        }
        if (position.getAcquisition().contains(TrackKey.SEPARATOR)) {
            return rejected(
                    DeadLetterCause.AMBIGUOUS_IDENTITY,
                    "the acquisition \"" + position.getAcquisition()
                            + "\" contains a slash, which separates acquisition and track in the record key");
        }
        TrackKey track = new TrackKey(position.getAcquisition(), position.getTrack());
        if (!Arrays.equals(track.bytes(), key)) {
            return rejected(
                    DeadLetterCause.WRONG_KEY, "the record key does not match the value; expected " + track.text());
        }
        int unitLength = utf8Length(position.getLengthUnit());
        if (key.length > MAX_KEY_BYTES || unitLength > MAX_UNIT_BYTES) {
            return rejected(
                    DeadLetterCause.TEXT_TOO_LONG,
                    "the key has " + key.length + " bytes and the unit of length " + unitLength + "; at most "
                            + MAX_KEY_BYTES + " and " + MAX_UNIT_BYTES + " are accepted");
        }
        if (position.getFrame() < 0) {
            return rejected(DeadLetterCause.NEGATIVE_FRAME, "frame " + position.getFrame() + " is negative");
        }
        if (position.getTime().isBefore(FIRST_TIME) || position.getTime().isAfter(LAST_TIME)) {
            return rejected(
                    DeadLetterCause.INVALID_TIME,
                    "the time is " + position.getTime()
                            + "; it must be of the years 1 to 9999, in microseconds since 1970-01-01T00:00:00Z");
        }
        return position.getEndOfTrack() ? ofMark(position) : ofCoordinates(position);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<PositionRejection> ofMark(ParticlePosition mark) {
        boolean bare = mark.getX() == null && mark.getY() == null;
        return bare
                ? Optional.empty()
                : rejected(
                        DeadLetterCause.INVALID_COORDINATES,
                        "an end-of-track mark has coordinates; its x and y must be null");
    }

    private static Optional<PositionRejection> ofCoordinates(ParticlePosition position) {
        return isValid(position.getX()) && isValid(position.getY())
                ? Optional.empty()
                : rejected(
                        DeadLetterCause.INVALID_COORDINATES,
                        "x is " + position.getX() + " and y is " + position.getY()
                                + "; both must be finite numbers from -1e15 to 1e15");
    }

    /** Not if it is not a number either: every comparison with NaN is false. */
    private static boolean isValid(Double coordinate) {
        return coordinate != null && Math.abs(coordinate) <= TrackWindow.MAX_COORDINATE;
    }

    private static Optional<PositionRejection> rejected(DeadLetterCause cause, String detail) {
        return Optional.of(new PositionRejection(cause, detail));
    }
}
