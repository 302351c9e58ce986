package io.wanderscope.streaming;

/**
 * Why a record of the positions or the localisations topic was rejected. A dead letter stands for one record, except {@link
 * #INFERENCE_FAILED}, which stands for a trajectory. The name is the value of {@link DeadLetterHeaders#CAUSE}.
 */
public enum DeadLetterCause {
    /** The value is not exactly one record of its topic in the wire format. */
    UNREADABLE,
    /** The acquisition, the track or the tile is empty. */
    MISSING_IDENTITY,
    /** The acquisition contains a slash, so its tracks could share record keys with those of another acquisition. */
    AMBIGUOUS_IDENTITY,
    /**
     * The key does not match the {@code acquisition/track}, or the {@code acquisition} or {@code acquisition/tile}, of the
     * value, so the records of a track or a tile would not share a partition.
     */
    WRONG_KEY,
    /** It is so large that it was not kept when it was read, or that the memory has no room for it. */
    TOO_LARGE,
    /** The key has more than 1,024 bytes (of a localisation, 1,000), or the unit of length more than 64. */
    TEXT_TOO_LONG,
    /** The frame is negative. */
    NEGATIVE_FRAME,
    /**
     * The time is not of the years 1 to 9999 in UTC, as when nanoseconds are taken for microseconds. Readers in other
     * languages could not represent it.
     */
    INVALID_TIME,
    /**
     * A coordinate is missing, NaN, infinite or beyond ±1e15, or a localisation error is none; or an end mark has
     * coordinates.
     */
    INVALID_COORDINATES,
    /** A frame's number of localisations is negative. */
    INVALID_COUNT,
    /** The unit of length is not that of the first record of the track, or of the acquisition or tile. */
    UNIT_CHANGED,
    /** The track's window had slid past the frame before the position arrived. */
    BEFORE_WINDOW,
    /** The track had already ended, by its mark or by inactivity; its final result stands. */
    AFTER_FINAL,
    /**
     * The model failed on a trajectory. The value is the trajectory's points, as a TrajectorySaliency without residual
     * stages; the origin is the track's last position. The track's result is UNDETERMINED with the reason
     * INFERENCE_FAILED.
     */
    INFERENCE_FAILED,
    /** A localisation has a z, and the first of its acquisition or tile had none, or the other way round. */
    DIMENSIONS_CHANGED,
    /** The frame has as many localisations as are linked. */
    TOO_MANY_LOCALISATIONS,
    /** The frame had been linked before the localisation arrived. */
    AFTER_LINKING,
    /** The acquisition or tile had already ended, by its mark or by inactivity. */
    AFTER_END
}
