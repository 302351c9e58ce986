package io.wanderscope.verification.guarantees;

import java.util.Map;
import java.util.Set;

/**
 * What was sent.
 *
 * @param tracks what was sent or linked of each track, by record key
 * @param linked what must be written when localisations that were sent are linked
 * @param poison the cause that each poison record's dead letter must have, by record key; no other record has that key
 */
public record Truth(Map<String, TrackTruth> tracks, Set<LinkedPosition> linked, Map<String, String> poison) {
    /** Copies the collections. */
    public Truth {
        tracks = Map.copyOf(tracks);
        linked = Set.copyOf(linked);
        poison = Map.copyOf(poison);
    }

    /** Without localisations. */
    public Truth(Map<String, TrackTruth> tracks, Map<String, String> poison) {
        this(tracks, Set.of(), poison);
    }

    /** Of the same tracks, where no poison was sent. */
    public Truth withoutPoison() {
        return new Truth(tracks, linked, Map.of());
    }

    /** Number of positions sent or linked, without poison. */
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
