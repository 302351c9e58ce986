package io.wanderscope.streaming;

import java.nio.charset.StandardCharsets;

/**
 * Which track a position belongs to. Stores are keyed by this pair rather than by the record key, because
 * {@code a/b} + {@code c} and {@code a} + {@code b/c} share a record key and are two tracks.
 */
record TrackIdentity(String acquisition, String track) {
    String key() {
        return TrackKey.of(acquisition, track);
    }

    byte[] keyBytes() {
        return key().getBytes(StandardCharsets.UTF_8);
    }
}
