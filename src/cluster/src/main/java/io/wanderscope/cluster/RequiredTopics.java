package io.wanderscope.cluster;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes sure, before a program starts, that the topics it needs exist. */
public final class RequiredTopics {
    /**
     * Recommended space for a dead letter's headers, in addition to a record of the maximum size on the positions
     * topic.
     */
    private static final int RECOMMENDED_EXTRA_BYTES = 64 << 10;
    /** Minimum space for them: names, origin, a detail of 500 characters, and the framing of a record batch. */
    private static final int MIN_EXTRA_BYTES = 4 << 10;

    private RequiredTopics() {}

    /** The topology's own topics, the internal ones of Kafka Streams not among them. Without rules there is none for triggers. */
    public static List<String> of(StreamTopics topics, TriggerRules rules) {
        List<String> needed = new ArrayList<>(of(topics));
        if (!rules.isEmpty()) {
            needed.add(topics.triggers());
        }
        return needed;
    }

    /** Those of a topology without rules. */
    public static List<String> of(StreamTopics topics) {
        return Stream.concat(
                        topics.localisations().stream(),
                        Stream.of(
                                topics.positions(),
                                topics.labels(),
                                topics.saliency(),
                                topics.composition(),
                                topics.population(),
                                topics.deadLetters()))
                .toList();
    }

    /**
     * Checks that the topics exist, and creates missing ones if {@code creation} allows it.
     *
     * @param configuration of a Kafka admin client
     * @throws ClusterException when the cluster does not answer within 15 s, or when topics are missing and must not or
     *     cannot be created
     */
    public static void ensure(Map<String, ?> configuration, List<String> topics, TopicCreation creation) {
        ensure(configuration, topics, creation, ClusterAdmin.TIMEOUT);
    }

    static void ensure(Map<String, ?> configuration, List<String> topics, TopicCreation creation, Duration timeout) {
        try (ClusterAdmin admin = ClusterAdmin.open(configuration, timeout)) {
            create(admin, missing(admin, topics, creation), creation, topic -> Map.of());
        }
    }

    /**
     * The same for the topics of a topology without rules. Those of compositions and populations are created compacted, and the dead-letter
     * topic large enough for the largest record of the positions topic with a dead letter's headers.
     *
     * @param configuration of a Kafka admin client
     * @throws ClusterException as {@link #ensure(Map, List, TopicCreation)}
     */
    public static void ensure(Map<String, ?> configuration, StreamTopics topics, TopicCreation creation) {
        ensure(configuration, topics, TriggerRules.none(), creation);
    }

    /**
     * The same for a topology with these rules.
     *
     * @param configuration of a Kafka admin client
     * @throws ClusterException as {@link #ensure(Map, List, TopicCreation)}
     */
    public static void ensure(
            Map<String, ?> configuration, StreamTopics topics, TriggerRules rules, TopicCreation creation) {
        try (ClusterAdmin admin = ClusterAdmin.open(configuration)) {
            ensure(admin, topics, rules, creation);
        }
    }

    /**
     * The same with an open client, for a topology with these rules.
     *
     * @return the topics as the cluster describes them
     */
    static SortedMap<String, TopicDescription> ensure(
            ClusterAdmin admin, StreamTopics topics, TriggerRules rules, TopicCreation creation) {
        List<String> needed = of(topics, rules);
        List<String> missing = missing(admin, needed, creation);
        boolean deadLetters = missing.remove(topics.deadLetters());
        create(admin, missing, creation, topic -> CleanupPolicies.settings(topics, topic));
        if (deadLetters) {
            Map<String, String> settings = deadLetterSettings(admin, topics);
            create(admin, List.of(topics.deadLetters()), creation, topic -> settings);
        }
        return admin.describedOnce(needed, needed.size());
    }

    private static List<String> missing(ClusterAdmin admin, List<String> topics, TopicCreation creation) {
        List<String> missing = new ArrayList<>(topics);
        missing.removeAll(admin.described(topics).keySet());
        if (!missing.isEmpty() && !creation.create()) {
            throw new ClusterException("missing on the cluster: the topics " + String.join(", ", missing)
                    + "; create them, or have them created with topics.create=true");
        }
        return missing;
    }

    /** The max.message.bytes that a dead-letter topic should have, given that of the input topics. */
    static int recommendedDeadLetterBytes(int maxPositionBytes) {
        return withExtra(maxPositionBytes, RECOMMENDED_EXTRA_BYTES);
    }

    /** The minimum max.message.bytes that a dead-letter topic must have, given that of the input topics. */
    static int minDeadLetterBytes(int maxPositionBytes) {
        return withExtra(maxPositionBytes, MIN_EXTRA_BYTES);
    }

    private static int withExtra(int bytes, int extra) {
        return (int) Math.min(Integer.MAX_VALUE, (long) bytes + extra);
    }

    private static Map<String, String> deadLetterSettings(ClusterAdmin admin, StreamTopics topics) {
        return maxInputBytes(admin, topics)
                .map(bytes -> Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(recommendedDeadLetterBytes(bytes))))
                .orElse(Map.of());
    }

    /** The largest record that an input topic accepts; empty where the cluster does not reveal it. */
    static Optional<Integer> maxInputBytes(ClusterAdmin admin, StreamTopics topics) {
        return Stream.concat(topics.localisations().stream(), Stream.of(topics.positions()))
                .flatMap(topic -> admin.maxMessageBytes(topic).stream())
                .max(Comparator.naturalOrder());
    }

    private static void create(
            ClusterAdmin admin,
            List<String> topics,
            TopicCreation creation,
            Function<String, Map<String, String>> settings) {
        admin.calls()
                .createTopics(topics.stream()
                        .map(topic -> new NewTopic(topic, creation.partitions(), creation.replicationFactor())
                                .configs(settings.apply(topic)))
                        .toList())
                .values()
                .forEach((topic, created) -> awaitCreation(admin, topic, created));
        admin.awaitLeaders(admin.describedOnce(topics, topics.size()).values());
    }

    private static void awaitCreation(ClusterAdmin admin, String topic, KafkaFuture<Void> created) {
        try {
            admin.await(created, AclOperation.CREATE, topic);
        } catch (TopicExistsException e) {
            // Another program has just created it.
        } catch (KafkaException e) {
            throw new ClusterException("cannot create the topic " + topic + ": " + e.getMessage(), e);
        }
    }
}
