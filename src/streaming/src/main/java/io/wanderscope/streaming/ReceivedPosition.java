package io.wanderscope.streaming;

import io.wanderscope.schema.ParticlePosition;

/**
 * A valid position or end-of-track mark on its way from the decoder to its track, with the bytes it came in, which go
 * to the dead letters untouched when the track turns out to have ended.
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one processor to the next, never compared or changed
record ReceivedPosition(ParticlePosition position, byte[] key, byte[] value) {
    TrackIdentity track() {
        return new TrackIdentity(position.getAcquisition(), position.getTrack());
    }
}
