package io.wanderscope.streaming;

import io.wanderscope.schema.ParticleLocalisation;
import java.util.Optional;

/** Which localisations are valid, judged by their records alone, in the stream and where servers take them in. */
public final class LocalisationRules {
    /** Most bytes of the record key: with a slash and a track's number added, it is the key of a position. */
    public static final int MAX_KEY_BYTES = 1000;

    private LocalisationRules() {}

    /**
     * What is wrong with the record of a localisation or mark that could be decoded; empty when nothing is.
     *
     * @param key the record's key; null if it has none
     */
    public static Optional<RecordFault> fault(ParticleLocalisation localisation, byte[] key) {
        String acquisition = localisation.getAcquisition();
        String tile = localisation.getTile();
        return RecordFault.ofNames(acquisition, tile == null ? acquisition : tile, "tile")
                .or(() -> RecordFault.ofSlash(acquisition, "tile"))
                .or(() -> RecordFault.ofKey(new FieldKey(acquisition, tile).text(), key))
                .or(() -> RecordFault.ofLengths(key, MAX_KEY_BYTES, localisation.getLengthUnit()))
                .or(() -> RecordFault.ofFrame(localisation.getFrame(), localisation.getTime()))
                .or(() -> ofCount(localisation))
                .or(() -> ofCoordinates(localisation));
    }

    private static Optional<RecordFault> ofCount(ParticleLocalisation localisation) {
        Integer count = localisation.getFrameLocalisations();
        return count != null && count < 0
                ? RecordFault.of(
                        DeadLetterCause.INVALID_COUNT, "frame_localisations is " + count + "; it must be 0 or more")
                : Optional.empty();
    }

    private static Optional<RecordFault> ofCoordinates(ParticleLocalisation localisation) {
        boolean bare = localisation.getX() == null && localisation.getY() == null && localisation.getZ() == null;
        if (localisation.getEndOfAcquisition()) {
            return bare
                    ? Optional.empty()
                    : RecordFault.of(
                            DeadLetterCause.INVALID_COORDINATES,
                            "an end-of-acquisition mark has coordinates; its x, y and z must be null");
        }
        if (bare && localisation.getFrameLocalisations() != null) {
            return Optional.empty();
        }
        return ofPlace(localisation).or(() -> ofError(localisation));
    }

    private static Optional<RecordFault> ofPlace(ParticleLocalisation localisation) {
        boolean valid = RecordFault.isCoordinate(localisation.getX())
                && RecordFault.isCoordinate(localisation.getY())
                && (localisation.getZ() == null || RecordFault.isCoordinate(localisation.getZ()));
        return valid
                ? Optional.empty()
                : RecordFault.of(
                        DeadLetterCause.INVALID_COORDINATES,
                        "x is " + localisation.getX() + ", y is " + localisation.getY() + " and z is "
                                + localisation.getZ()
                                + "; x and y, and z if there is one, must be finite numbers from -1e15 to 1e15. A mark that a"
                                + " frame is complete has no coordinates, but frame_localisations");
    }

    private static Optional<RecordFault> ofError(ParticleLocalisation localisation) {
        Double error = localisation.getLocalisationError();
        return error == null || (RecordFault.isCoordinate(error) && error >= 0)
                ? Optional.empty()
                : RecordFault.of(
                        DeadLetterCause.INVALID_COORDINATES,
                        "the localisation error is " + error
                                + "; it must be a number from 0 to 1e15, or null if it is not known");
    }

    /** Whether a valid record has no coordinates: it only says how many localisations its frame has, or that it is the last. */
    public static boolean isMark(ParticleLocalisation localisation) {
        return localisation.getX() == null;
    }
}
