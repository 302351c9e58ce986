package io.wanderscope.verification.guarantees;

import java.util.Map;

/**
 * What was sent.
 *
 * @param tracks by record key
 * @param poison the cause that each poison record's dead letter must have, by its record key, which no other record has
 */
public record Truth(Map<String, TrackTruth> tracks, Map<String, String> poison) {
    /** Copies the maps. */
    public Truth {
        tracks = Map.copyOf(tracks);
        poison = Map.copyOf(poison);
    }

    /** Positions sent, poison not counted. */
    public long positions() {
        return tracks.values().stream()
                .mapToLong(track -> track.accepted() + track.duplicates() + track.late())
                .sum();
    }

    /** Records that must be dead letters: poison, and positions after their track's end. */
    public long refused() {
        return poison.size()
                + tracks.values().stream().mapToLong(TrackTruth::late).sum();
    }
}
