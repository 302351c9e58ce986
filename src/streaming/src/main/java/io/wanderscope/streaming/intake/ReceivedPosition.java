package io.wanderscope.streaming.intake;

import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.TrackKey;

/**
 * A valid position or end-of-track mark on its way from the decoder to its track. It carries its bytes, for the dead
 * letter in case the track rejects it.
 */
@SuppressWarnings("ArrayRecordComponent") // passed from one processor to the next, never compared or changed
public record ReceivedPosition(ParticlePosition position, byte[] key, byte[] value) {
    TrackKey track() {
        return new TrackKey(position.getAcquisition(), position.getTrack());
    }
}
