package io.wanderscope.streaming;

import java.util.List;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/**
 * The names of the topics that the topology reads and writes.
 *
 * @param positions positions in, key {@code acquisition/track}, value ParticlePosition
 * @param labels labels out, key {@code acquisition/track}, value TrajectoryLabel
 * @param saliency saliency out, key {@code acquisition/track}, value TrajectorySaliency
 * @param composition composition out, key {@code acquisition/start of the window}, value AcquisitionComposition
 * @param deadLetters positions that could not be used: untouched bytes, the cause in {@link DeadLetterHeaders}
 */
public record StreamTopics(String positions, String labels, String saliency, String composition, String deadLetters) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when a name is no topic name of Kafka's or two are equal
     */
    public StreamTopics {
        List<String> names = List.of(positions, labels, saliency, composition, deadLetters);
        names.forEach(StreamTopics::requireTopicName);
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("the topics of one stream have different names, got " + names);
        }
    }

    /**
     * {@code particle-positions}, {@code trajectory-labels}, {@code trajectory-saliency}, {@code
     * acquisition-composition}, {@code particle-positions-dlq}.
     */
    public static StreamTopics defaults() {
        return new StreamTopics(
                "particle-positions",
                "trajectory-labels",
                "trajectory-saliency",
                "acquisition-composition",
                "particle-positions-dlq");
    }

    private static void requireTopicName(String name) {
        try {
            Topic.validate(name);
        } catch (InvalidTopicException e) {
            throw new IllegalArgumentException("\"" + name + "\" is no topic name: " + e.getMessage(), e);
        }
    }
}
