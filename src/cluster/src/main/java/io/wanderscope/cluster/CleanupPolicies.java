package io.wanderscope.cluster;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Which records of a topic may go. A composition or a population replaces the earlier one of its key, so their topics are
 * compacted. On the other topics every record counts.
 */
final class CleanupPolicies {
    /**
     * Both, because there is a key for each time window and so ever more of them: what nobody adds to any more goes as
     * the cluster's retention says.
     */
    private static final String LATEST = TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE;

    /**
     * The newest segment of a partition is not compacted, so it is closed after four hours or 50 MiB, not after Kafka's
     * week or 1 GiB. Hosted clusters may refuse less.
     */
    private static final Map<String, String> SETTINGS_OF_LATEST = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, LATEST,
            TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofHours(4).toMillis()),
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(50 << 20));

    private CleanupPolicies() {}

    /** With what a topic of the topology is created; empty if with the cluster's own settings. */
    static Map<String, String> settings(StreamTopics topics, String topic) {
        return latestOnly(topics).contains(topic) ? SETTINGS_OF_LATEST : Map.of();
    }

    /**
     * Compares with what the topology's topics have now.
     *
     * @return a sentence for each topic that keeps too much or too little; nothing of topics whose settings this client may
     *     not know
     */
    static List<String> warnings(ClusterAdmin admin, StreamTopics topics, TriggerRules rules) {
        List<String> warnings = new ArrayList<>();
        for (String topic : RequiredTopics.of(topics, rules)) {
            admin.setting(ConfigResource.Type.TOPIC, topic, TopicConfig.CLEANUP_POLICY_CONFIG)
                    .flatMap(policy -> warning(topics, topic, policy))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    private static Optional<String> warning(StreamTopics topics, String topic, String policy) {
        boolean compacted = policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        boolean latestOnly = latestOnly(topics).contains(topic);
        if (compacted == latestOnly) {
            return Optional.empty();
        }
        String has = "the topic " + topic + " has " + TopicConfig.CLEANUP_POLICY_CONFIG + "=" + policy + ", so ";
        return Optional.of(
                latestOnly
                        ? has + "it keeps every earlier version of a result beside the latest; set it to " + LATEST
                        : has + lost(topics, topic) + "; set it to " + TopicConfig.CLEANUP_POLICY_DELETE);
    }

    private static String lost(StreamTopics topics, String topic) {
        if (topics.localisations().filter(topic::equals).isPresent()) {
            return "all localisations of an acquisition but the latest are lost, unread ones too";
        }
        if (topic.equals(topics.positions())) {
            return "all positions of a track but the latest are lost, unread ones too";
        }
        if (topic.equals(topics.triggers())) {
            return "only the latest trigger of an acquisition is kept";
        }
        return topic.equals(topics.deadLetters())
                ? "a dead letter replaces the earlier ones of its key, and the stream waits at one without a key, which"
                        + " is refused"
                : "only the latest result of a track is kept";
    }

    private static List<String> latestOnly(StreamTopics topics) {
        return List.of(topics.composition(), topics.population());
    }
}
