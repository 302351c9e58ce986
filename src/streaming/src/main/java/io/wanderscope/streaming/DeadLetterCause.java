package io.wanderscope.streaming;

/**
 * Why a record of the positions topic could not be used. One record stands behind a dead letter, except behind
 * {@link #INFERENCE_FAILED}, which is a trajectory's. The name is the value of {@link DeadLetterHeaders#CAUSE}.
 */
public enum DeadLetterCause {
    /** The value is not one whole ParticlePosition in the wire format. */
    UNREADABLE,
    /** The acquisition or the track is empty. */
    MISSING_IDENTITY,
    /** The acquisition has a slash, so that its tracks could share record keys with those of another acquisition. */
    AMBIGUOUS_IDENTITY,
    /** The key is not {@code acquisition/track} of the value, so the track's records would not share a partition. */
    WRONG_KEY,
    /** The key is longer than 1,024 bytes, or the unit of length than 64. */
    TEXT_TOO_LONG,
    /** The frame is negative. */
    NEGATIVE_FRAME,
    /** A coordinate of a position is missing, NaN or infinite; or an end-of-track mark carries one. */
    INVALID_COORDINATES,
    /** The coordinates are in another unit of length than those of the track's first record. */
    UNIT_CHANGED,
    /** The track's window had slid past the frame before the position came. */
    BEFORE_WINDOW,
    /** The track had already ended, by its mark or by silence; its FINAL stands. */
    AFTER_FINAL,
    /**
     * The model failed on a trajectory. The value is its points, a TrajectorySaliency without residual stages; the
     * origin is the track's last position. The track's result is UNDETERMINED with the reason INFERENCE_FAILED.
     */
    INFERENCE_FAILED
}
