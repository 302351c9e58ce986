package io.wanderscope.streaming;

import java.nio.charset.StandardCharsets;

/**
 * Which track a position belongs to. The acquisition has no slash, so two tracks never share a record key.
 */
public record TrackIdentity(String acquisition, String track) {
    public String key() {
        return TrackKey.of(acquisition, track);
    }

    public byte[] keyBytes() {
        return key().getBytes(StandardCharsets.UTF_8);
    }
}
