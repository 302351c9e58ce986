package io.wanderscope.streaming;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

    public static final String LOCALISATIONS_SOURCE = "localisations-source";
    public static final String LOCALISATION_DECODER = "localisation-decoder";
    public static final String LINKER = "linker";
    public static final String LINKED_POSITIONS_SINK = "linked-positions-sink";
    /** Of its own: a sink that is shared would make one sub-topology of two. */
    public static final String LOCALISATION_DEAD_LETTERS_SINK = "localisation-dead-letters-sink";

    public static final String RESULTS_FOR_RULES = "results-for-rules";
    public static final String RESULTS_BY_ACQUISITION = "results-by-acquisition";
    public static final String TRIGGERS = "triggers";
    public static final String TRIGGERS_SINK = "triggers-sink";

    public static final String POSITIONS_STORE = "positions";
    public static final String TRACKS_STORE = "tracks";
    public static final String DUE_STORE = "due";
    public static final String ENDED_STORE = "ended";
    public static final String CLOCK_STORE = "clock";
    public static final String COMPOSITION_STORE = "composition";

    public static final String POPULATION_STORE = "population";
    public static final String POPULATION_DUE_STORE = "population-due";

    public static final String LOCALISATIONS_STORE = "localisations";
    public static final String FIELDS_STORE = "fields";
    public static final String OPEN_TRACKS_STORE = "open-tracks";
    public static final String ENDED_FIELDS_STORE = "ended-fields";
    public static final String LINKING_CLOCK_STORE = "linking-clock";

    public static final String TRIGGER_TRACKS_STORE = "trigger-tracks";
    public static final String TRIGGER_RULES_STORE = "trigger-rules";
    public static final String TRIGGER_SHARES_STORE = "trigger-shares";

    private TopologyNames() {}

    /**
     * The internal topics of the topology, changelogs and repartition topics. Each maps to the topic that determines its
     * number of partitions.
     *
     * @param applicationId application id of the Kafka Streams client that runs the topology
     * @param rules without any, those that triggers need are not among the topics
     */
    public static SortedMap<String, String> internalTopics(
            String applicationId, StreamTopics topics, TriggerRules rules) {
        SortedMap<String, String> sources = internalTopicsWithoutRules(applicationId, topics);
        if (!rules.isEmpty()) {
            sources.putAll(internalTopicsOfRules(applicationId, topics));
        }
        return sources;
    }

    /** Those that any configuration of the topology may need, also an earlier one with localisations or rules. */
    public static SortedSet<String> allInternalTopics(String applicationId, StreamTopics topics) {
        SortedSet<String> names = linkingTopics(applicationId);
        names.addAll(internalTopicsWithoutRules(applicationId, topics).keySet());
        names.addAll(internalTopicsOfRules(applicationId, topics).keySet());
        return names;
    }

    private static SortedMap<String, String> internalTopicsOfRules(String applicationId, StreamTopics topics) {
        SortedMap<String, String> sources = new TreeMap<>();
        for (String store : List.of(TRIGGER_TRACKS_STORE, TRIGGER_RULES_STORE, TRIGGER_SHARES_STORE)) {
            sources.put(applicationId + "-" + store + "-changelog", topics.positions());
        }
        sources.put(applicationId + "-" + RESULTS_BY_ACQUISITION + "-repartition", topics.positions());
        return sources;
    }

    private static SortedMap<String, String> internalTopicsWithoutRules(String applicationId, StreamTopics topics) {
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
        topics.localisations()
                .ifPresent(localisations ->
                        linkingTopics(applicationId).forEach(changelog -> sources.put(changelog, localisations)));
        return sources;
    }

    /** Those of the internal topics that linking has, if localisations are linked or have been. */
    public static SortedSet<String> linkingTopics(String applicationId) {
        SortedSet<String> names = new TreeSet<>();
        for (String store : List.of(
                LOCALISATIONS_STORE, FIELDS_STORE, OPEN_TRACKS_STORE, ENDED_FIELDS_STORE, LINKING_CLOCK_STORE)) {
            names.add(applicationId + "-" + store + "-changelog");
        }
        return names;
    }
}
