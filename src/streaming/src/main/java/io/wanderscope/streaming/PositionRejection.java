package io.wanderscope.streaming;

import io.wanderscope.schema.ParticlePosition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a position is not taken in, as far as it tells by itself.
 *
 * @param cause the kind of it
 * @param detail what is wrong and what would be right
 */
public record PositionRejection(DeadLetterCause cause, String detail) {
    /** Names come back in every result and stay in the stores. */
    private static final int LONGEST_KEY = 1024;

    private static final int LONGEST_UNIT = 64;

    /**
     * What is wrong with a position that could be read; empty when nothing is that the record tells.
     *
     * @param key of its record; null where it has none
     */
    public static Optional<PositionRejection> of(ParticlePosition position, byte[] key) {
        if (position.getAcquisition().isEmpty() || position.getTrack().isEmpty()) {
            return flaw(DeadLetterCause.MISSING_IDENTITY, "acquisition or track is empty");
        }
        if (position.getAcquisition().contains(TrackKey.SEPARATOR)) {
            return flaw(
                    DeadLetterCause.AMBIGUOUS_IDENTITY,
                    "the acquisition \"" + position.getAcquisition()
                            + "\" has a slash, which separates it from its track");
        }
        TrackIdentity track = new TrackIdentity(position.getAcquisition(), position.getTrack());
        if (!Arrays.equals(track.keyBytes(), key)) {
            return flaw(DeadLetterCause.WRONG_KEY, "the key is not the acquisition/track of the value: " + track.key());
        }
        if (key.length > LONGEST_KEY || utf8Length(position.getLengthUnit()) > LONGEST_UNIT) {
            return flaw(
                    DeadLetterCause.TEXT_TOO_LONG,
                    "the key takes " + key.length + " bytes and the unit of length "
                            + utf8Length(position.getLengthUnit()) + "; at most " + LONGEST_KEY + " and "
                            + LONGEST_UNIT + " are taken");
        }
        if (position.getFrame() < 0) {
            return flaw(DeadLetterCause.NEGATIVE_FRAME, "frame " + position.getFrame() + " is negative");
        }
        return position.getEndOfTrack() ? flawOfMark(position) : flawOfCoordinates(position);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<PositionRejection> flawOfMark(ParticlePosition mark) {
        boolean bare = mark.getX() == null && mark.getY() == null;
        return bare
                ? Optional.empty()
                : flaw(
                        DeadLetterCause.INVALID_COORDINATES,
                        "an end-of-track mark carries coordinates: x and y are null");
    }

    private static Optional<PositionRejection> flawOfCoordinates(ParticlePosition position) {
        return isFinite(position.getX()) && isFinite(position.getY())
                ? Optional.empty()
                : flaw(
                        DeadLetterCause.INVALID_COORDINATES,
                        "x is " + position.getX() + " and y is " + position.getY() + "; both are finite numbers");
    }

    private static boolean isFinite(Double coordinate) {
        return coordinate != null && Double.isFinite(coordinate);
    }

    private static Optional<PositionRejection> flaw(DeadLetterCause cause, String detail) {
        return Optional.of(new PositionRejection(cause, detail));
    }
}
