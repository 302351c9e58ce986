package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;
import org.jspecify.annotations.Nullable;

/**
 * A position or end-of-track mark that the stream writes when it links localisations.
 *
 * @param key of the track
 * @param x null on a mark
 * @param y null on a mark
 */
public record LinkedPosition(
        String key,
        long frame,
        @Nullable Double x,
        @Nullable Double y) {
    /** What a record says. */
    public static LinkedPosition of(ParticlePosition position) {
        return new LinkedPosition(
                new TrackKey(position.getAcquisition(), position.getTrack()).text(),
                position.getFrame(),
                position.getX(),
                position.getY());
    }
}
