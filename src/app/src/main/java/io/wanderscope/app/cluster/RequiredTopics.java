package io.wanderscope.app.cluster;

import io.wanderscope.streaming.StreamTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Sees to it that the topics a program needs are there before it starts. */
public final class RequiredTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private RequiredTopics() {}

    /** The topics of the topology. */
    public static List<String> of(StreamTopics topics) {
        return List.of(
                topics.positions(), topics.labels(), topics.saliency(), topics.composition(), topics.deadLetters());
    }

    /**
     * Checks that the topics exist, and creates the missing ones when told to.
     *
     * @param configuration of a Kafka admin client
     * @throws ClusterException when the cluster does not answer within 15 s, when topics are missing and not to be
     *     created, or cannot be
     */
    public static void ensure(Map<String, ?> configuration, List<String> topics, TopicCreation creation) {
        ensure(configuration, topics, creation, PATIENCE);
    }

    static void ensure(Map<String, ?> configuration, List<String> topics, TopicCreation creation, Duration patience) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        entries.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(entries)) {
            List<String> missing = new ArrayList<>(topics);
            missing.removeAll(existing(admin, configuration, patience));
            if (!missing.isEmpty()) {
                create(admin, missing, creation);
            }
        } catch (KafkaException e) {
            throw new ClusterException(withCauses(e), e);
        }
    }

    private static Set<String> existing(Admin admin, Map<String, ?> configuration, Duration patience) {
        try {
            return result(admin.listTopics().names());
        } catch (TimeoutException e) {
            throw new ClusterException(
                    "no Kafka cluster answers at " + configuration.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                            + " within " + patience.toSeconds()
                            + " s; check bootstrap.servers, the security settings and that the cluster runs",
                    e);
        }
    }

    private static void create(Admin admin, List<String> missing, TopicCreation creation) {
        if (!creation.create()) {
            throw new ClusterException("missing on the cluster: the topics " + String.join(", ", missing)
                    + "; create them, or have them created with topics.create=true");
        }
        admin.createTopics(missing.stream()
                        .map(topic -> new NewTopic(topic, creation.partitions(), creation.replicationFactor()))
                        .toList())
                .values()
                .forEach(RequiredTopics::awaitCreation);
    }

    private static void awaitCreation(String topic, KafkaFuture<Void> creation) {
        try {
            result(creation);
        } catch (TopicExistsException e) {
            // Another program was faster.
        } catch (KafkaException e) {
            throw new ClusterException("cannot create the topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /** Kafka's outermost message often says only that something failed; why is in its causes. */
    private static String withCauses(KafkaException failure) {
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            message.append(": ").append(cause.getMessage());
        }
        return message.toString();
    }
}
