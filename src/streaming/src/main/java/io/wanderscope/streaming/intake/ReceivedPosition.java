package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackIdentity;

/**
 * A valid position or end-of-track mark on its way from the decoder to its track, with the bytes it came in, which go
 * to the dead letters untouched when the track turns out to have ended.
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one processor to the next, never compared or changed
public record ReceivedPosition(ParticlePosition position, byte[] key, byte[] value) {
    TrackIdentity track() {
        return new TrackIdentity(position.getAcquisition(), position.getTrack());
    }
}
