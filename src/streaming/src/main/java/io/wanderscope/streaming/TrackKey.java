package io.wanderscope.streaming;

import java.nio.charset.StandardCharsets;

/**
 * Identifies a track. Its text is the record key on every topic, so all records of a track share a partition. The name
 * of an acquisition contains no slash, so no two tracks share a key.
 *
 * @param acquisition name of the acquisition
 * @param track name of the track within the acquisition
 */
public record TrackKey(String acquisition, String track) {
    /** Separates the acquisition and the track. */
    public static final String SEPARATOR = "/";

    /**
     * The record key {@code acquisition/track}.
     *
     * @throws IllegalArgumentException when either name is empty or the acquisition contains a slash
     */
    public String text() {
        if (acquisition.isEmpty() || track.isEmpty()) {
            throw new IllegalArgumentException(
                    "acquisition and track names must not be empty, got \"" + acquisition + "\" and \"" + track + "\"");
        }
        if (acquisition.contains(SEPARATOR)) {
            throw new IllegalArgumentException("an acquisition's name must not contain a slash, got \"" + acquisition
                    + "\": the slash separates acquisition and track in the record key");
        }
        return acquisition + SEPARATOR + track;
    }

    /** The record key in UTF-8. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
