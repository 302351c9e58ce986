package io.wanderscope.cluster;

import io.wanderscope.streaming.TopologyNames;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** The topics of a topology. */
final class TopologyTopics {
    private static final String REPARTITION_SUFFIX = "-repartition";
    private static final String CHANGELOG_SUFFIX = "-changelog";

    private TopologyTopics() {}

    /** Where it sends records that it cannot use, if it does. */
    static Optional<String> deadLetters(Topology topology) {
        return nodes(topology)
                .filter(node -> node.name().equals(TopologyNames.DEAD_LETTERS_SINK))
                .map(node -> ((TopologyDescription.Sink) node).topic())
                .findFirst();
    }

    /** What it reads, without what Kafka Streams makes for itself. */
    static Set<String> sources(Topology topology) {
        return read(topology).filter(topic -> !isInternal(topic)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What it does not go on without: what it reads, and the changelogs, of which a store may have none.
     *
     * @param application the application.id
     */
    static Set<String> needed(Topology topology, String application) {
        Stream<String> changelogs = stores(topology).map(store -> application + "-" + store + CHANGELOG_SUFFIX);
        return Stream.concat(read(topology).map(topic -> named(topic, application)), changelogs)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What it writes for itself or for others.
     *
     * @param application the application.id
     */
    static Set<String> written(Topology topology, String application) {
        return written(topology).map(topic -> named(topic, application)).collect(Collectors.toUnmodifiableSet());
    }

    private static String named(String topic, String application) {
        return isInternal(topic) ? application + "-" + topic : topic;
    }

    private static boolean isInternal(String topic) {
        return topic.endsWith(REPARTITION_SUFFIX);
    }

    private static Stream<TopologyDescription.Node> nodes(Topology topology) {
        return topology.describe().subtopologies().stream().flatMap(part -> part.nodes().stream());
    }

    private static Stream<String> read(Topology topology) {
        return nodes(topology)
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream());
    }

    /** Without those of which a record decides. */
    private static Stream<String> written(Topology topology) {
        return nodes(topology)
                .filter(TopologyDescription.Sink.class::isInstance)
                .map(sink -> ((TopologyDescription.Sink) sink).topic())
                .flatMap(Stream::ofNullable);
    }

    private static Stream<String> stores(Topology topology) {
        return nodes(topology)
                .filter(TopologyDescription.Processor.class::isInstance)
                .flatMap(processor -> ((TopologyDescription.Processor) processor).stores().stream());
    }
}
