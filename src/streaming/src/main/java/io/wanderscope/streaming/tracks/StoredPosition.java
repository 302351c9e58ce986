package io.wanderscope.streaming.tracks;

import java.time.Instant;

/**
 * Value of a position in its store; the key has the track and the frame.
 *
 * @param ordinal place in the order in which the track's positions were accepted, from 1
 */
record StoredPosition(long ordinal, double x, double y, Instant time) {
    ObservedPosition at(long frame) {
        return new ObservedPosition(frame, x, y, time);
    }
}
