package io.wanderscope.verification.guarantees;

import java.util.Map;

/**
 * What was sent.
 *
 * @param tracks what was sent of each track, by record key
 * @param poison the cause that each poison record's dead letter must have, by record key; no other record has that key
 */
public record Truth(Map<String, TrackTruth> tracks, Map<String, String> poison) {
    /** Copies the maps. */
    public Truth {
        tracks = Map.copyOf(tracks);
        poison = Map.copyOf(poison);
    }

    /** Number of positions sent, without poison. */
    public long positions() {
        return tracks.values().stream()
                .mapToLong(track -> track.accepted() + track.duplicates() + track.late())
                .sum();
    }

    /** Number of records that must become dead letters: poison, and positions after their track's end. */
    public long rejected() {
        return poison.size()
                + tracks.values().stream().mapToLong(TrackTruth::late).sum();
    }
}
