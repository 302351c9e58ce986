package io.wanderscope.streaming;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names of the topology's nodes and stores. They must not change: changelogs and repartition topics are named after
 * them.
 */
public final class TopologyNames {
    public static final String POSITIONS_SOURCE = "positions-source";
    public static final String DECODER = "position-decoder";
    public static final String TRAJECTORIES = "trajectories";
    public static final String LABELS_SINK = "labels-sink";
    public static final String SALIENCY_SINK = "saliency-sink";
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    public static final String LABELS_SOURCE = "labels-source";
    public static final String FINALS = "finals";
    public static final String ACQUISITION_OF = "acquisition-of-final";
    public static final String FINALS_BY_ACQUISITION = "finals-by-acquisition";
    public static final String COMPOSITIONS = "compositions";
    public static final String COMPOSITION_SINK = "composition-sink";

    public static final String TRACK_EVIDENCE = "track-evidence";
    public static final String TRACKS_BY_ACQUISITION = "tracks-by-acquisition";
    public static final String POPULATIONS = "populations";
    public static final String POPULATION_SINK = "population-sink";

    public static final String POSITIONS_STORE = "positions";
    public static final String TRACKS_STORE = "tracks";
    public static final String DUE_STORE = "due";
    public static final String ENDED_STORE = "ended";
    public static final String CLOCK_STORE = "clock";
    public static final String COMPOSITION_STORE = "composition";

    public static final String POPULATION_STORE = "population";
    public static final String POPULATION_DUE_STORE = "population-due";

    private TopologyNames() {}

    /**
     * The internal topics of the topology, changelogs and repartition topics. Each maps to the topic that determines its
     * number of partitions.
     *
     * @param applicationId application id of the Kafka Streams client that runs the topology
     */
    public static SortedMap<String, String> internalTopics(String applicationId, StreamTopics topics) {
        SortedMap<String, String> sources = new TreeMap<>();
        for (String store : List.of(
                POSITIONS_STORE,
                TRACKS_STORE,
                DUE_STORE,
                ENDED_STORE,
                CLOCK_STORE,
                POPULATION_STORE,
                POPULATION_DUE_STORE)) {
            sources.put(applicationId + "-" + store + "-changelog", topics.positions());
        }
        sources.put(applicationId + "-" + TRACKS_BY_ACQUISITION + "-repartition", topics.positions());
        sources.put(applicationId + "-" + FINALS_BY_ACQUISITION + "-repartition", topics.labels());
        sources.put(applicationId + "-" + COMPOSITION_STORE + "-changelog", topics.labels());
        return sources;
    }
}
