package io.wanderscope.streaming;

import io.wanderscope.schema.ParticlePosition;
import java.util.Optional;

/**
 * Which positions are valid, judged by their records alone. The rules are not in the package {@code intake}, because servers that show
 * positions or take them in check them by the same ones.
 */
public final class PositionRules {
    /** Most bytes of the record key; limited because names are repeated in every result and kept in the stores. */
    public static final int MAX_KEY_BYTES = 1024;

    /** Most bytes of the unit of length. */
    public static final int MAX_UNIT_BYTES = RecordFault.MAX_UNIT_BYTES;

    private PositionRules() {}

    /**
     * What is wrong with the record of a position or mark that could be decoded; empty when nothing is.
     *
     * @param key the record's key; null if it has none
     */
    public static Optional<RecordFault> fault(ParticlePosition position, byte[] key) {
        String acquisition = position.getAcquisition();
        return RecordFault.ofNames(acquisition, position.getTrack(), "track")
                .or(() -> RecordFault.ofSlash(acquisition, "track"))
                .or(() -> RecordFault.ofKey(new TrackKey(acquisition, position.getTrack()).text(), key))
                .or(() -> RecordFault.ofLengths(key, MAX_KEY_BYTES, position.getLengthUnit()))
                .or(() -> RecordFault.ofFrame(position.getFrame(), position.getTime()))
                .or(() -> position.getEndOfTrack() ? ofMark(position) : ofCoordinates(position));
    }

    private static Optional<RecordFault> ofMark(ParticlePosition mark) {
        boolean bare = mark.getX() == null && mark.getY() == null;
        return bare
                ? Optional.empty()
                : RecordFault.of(
                        DeadLetterCause.INVALID_COORDINATES,
                        "an end-of-track mark has coordinates; its x and y must be null");
    }

    private static Optional<RecordFault> ofCoordinates(ParticlePosition position) {
        return RecordFault.isCoordinate(position.getX()) && RecordFault.isCoordinate(position.getY())
                ? Optional.empty()
                : RecordFault.of(
                        DeadLetterCause.INVALID_COORDINATES,
                        "x is " + position.getX() + " and y is " + position.getY()
                                + "; both must be finite numbers from -1e15 to 1e15");
    }
}
