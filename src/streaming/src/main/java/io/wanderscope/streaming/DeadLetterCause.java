package io.wanderscope.streaming;

/**
 * Why a record of the positions or the localisations topic was rejected. A dead letter stands for one record, except {@link
 * #INFERENCE_FAILED}, which stands for a trajectory. The name is the value of {@link DeadLetterHeaders#CAUSE}.
 */
public enum DeadLetterCause {
    /** The value is not exactly one record of its topic in the wire format. */
    UNREADABLE("they are not records of their topic"),
    /** The acquisition, the track or the tile is empty. */
    MISSING_IDENTITY("the acquisition, the track or the tile has no name"),
    /** The acquisition contains a slash, so its tracks could share record keys with those of another acquisition. */
    AMBIGUOUS_IDENTITY("the name of the acquisition contains a slash"),
    /**
     * The key does not match the {@code acquisition/track}, or the {@code acquisition} or {@code acquisition/tile}, of the
     * value, so the records of a track or a tile would not share a partition.
     */
    WRONG_KEY("their keys do not match their values"),
    /** It is so large that it was not kept when it was read, or that the memory has no room for it. */
    TOO_LARGE("they are too large"),
    /** The key has more than 1,024 bytes (of a localisation, 1,000), or the unit of length more than 64. */
    TEXT_TOO_LONG("a name or the unit of length is too long"),
    /** The frame is negative. */
    NEGATIVE_FRAME("the frame is negative"),
    /**
     * The time is not of the years 1 to 9999 in UTC, as when nanoseconds are taken for microseconds. Readers in other
     * languages could not represent it.
     */
    INVALID_TIME("the time is not of the years 1 to 9999"),
    /**
     * A coordinate is missing, NaN, infinite or beyond ±1e15, or a localisation error is none; or an end mark has
     * coordinates.
     */
    INVALID_COORDINATES("coordinates are missing or not finite numbers"),
    /** A frame's number of localisations is negative. */
    INVALID_COUNT("the number of localisations of a frame is negative"),
    /** The unit of length is not that of the first record of the track, or of the acquisition or tile. */
    UNIT_CHANGED("the unit of length is not that of the first record"),
    /** The track's window had slid past the frame before the position arrived. */
    BEFORE_WINDOW("their frames lie far behind the latest of their track" + Constants.COPY_OR_OTHER_RECORDING),
    /** The track had already ended, by its mark or by inactivity; its final result stands. */
    AFTER_FINAL("they came after the end of their track" + Constants.COPY_OR_OTHER_RECORDING),
    /**
     * The model failed on a trajectory. The value is the trajectory's points, as a TrajectorySaliency without residual
     * stages; the origin is the track's last position. The track's result is UNDETERMINED with the reason
     * INFERENCE_FAILED.
     */
    INFERENCE_FAILED("the model failed on trajectories"),
    /** A localisation has a z, and the first of its acquisition or tile had none, or the other way round. */
    DIMENSIONS_CHANGED("some have a z and others have none"),
    /** The frame has as many localisations as are linked. */
    TOO_MANY_LOCALISATIONS("a frame has more localisations than are linked"),
    /** The frame had been linked before the localisation arrived. */
    AFTER_LINKING("they came after their frame was linked" + Constants.COPY_OR_OTHER_RECORDING),
    /** The acquisition or tile had already ended, by its mark or by inactivity. */
    AFTER_END("they came after the end of their acquisition" + Constants.COPY_OR_OTHER_RECORDING);

    private static final class Constants {
        static final String COPY_OR_OTHER_RECORDING =
                ", as copies do, and a recording that has the name of an earlier one";
    }

    private final String meaning;

    DeadLetterCause(String meaning) {
        this.meaning = meaning;
    }

    /** Why the records were rejected, in words for people that follow "because". */
    public String meaning() {
        return meaning;
    }
}
