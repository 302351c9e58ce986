package io.wanderscope.streaming.composition;

import io.wanderscope.streaming.TrackKey;
import java.time.Instant;

/**
 * Which composition a track is counted in. In bytes, earlier windows come first.
 *
 * @param windowStart milliseconds since 1970, at least 0
 */
public record CompositionKey(long windowStart, String acquisition) {
    /** The record key: the acquisition and when its window starts. */
    String text() {
        return acquisition + TrackKey.SEPARATOR + Instant.ofEpochMilli(windowStart);
    }
}
