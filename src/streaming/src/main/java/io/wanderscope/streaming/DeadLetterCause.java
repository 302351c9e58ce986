package io.wanderscope.streaming;

/** Why a record of the positions topic could not be used. The name is the value of {@link DeadLetterHeaders#CAUSE}. */
public enum DeadLetterCause {
    /** The value is not one whole ParticlePosition in the wire format. */
    UNREADABLE,
    /** The acquisition or the track is empty. */
    MISSING_IDENTITY,
    /** The key is not {@code acquisition/track} of the value, so the track's records would not share a partition. */
    WRONG_KEY,
    /** The frame is negative. */
    NEGATIVE_FRAME,
    /** A coordinate of a position is missing, NaN or infinite; or an end-of-track mark carries one. */
    INVALID_COORDINATES,
    /** The track had already ended, by its mark or by silence; its FINAL stands. */
    AFTER_FINAL
}
