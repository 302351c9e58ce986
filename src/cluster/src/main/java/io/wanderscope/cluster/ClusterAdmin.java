package io.wanderscope.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * An admin client that waits so long and no longer, and whose failures are sentences for a person: a cluster that does
 * not answer, or refuses, is a {@link ClusterException}.
 */
public final class ClusterAdmin implements AutoCloseable {
    /** How long an answer is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Admin admin;
    private final Object servers;
    private final Duration patience;

    private ClusterAdmin(Admin admin, Object servers, Duration patience) {
        this.admin = admin;
        this.servers = servers;
        this.patience = patience;
    }

    /** A client that waits {@link #PATIENCE} for each answer. */
    public static ClusterAdmin open(Map<String, ?> configuration) {
        return open(configuration, PATIENCE);
    }

    public static ClusterAdmin open(Map<String, ?> configuration, Duration patience) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        entries.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try {
            return new ClusterAdmin(
                    Admin.create(entries), entries.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), patience);
        } catch (KafkaException e) {
            throw new ClusterException(withCauses(e), e);
        }
    }

    /** Kafka's own client, whose futures {@link #await} takes. */
    Admin calls() {
        return admin;
    }

    /**
     * Waits for an answer.
     *
     * @param operation that the call needs
     * @throws ClusterException when the cluster does not answer or refuses
     * @throws KafkaException when the call fails otherwise
     */
    <T> T await(KafkaFuture<T> answer, AclOperation operation) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), operation);
        }
    }

    /** The same for a call about one topic, which a refusal does not always name. */
    <T> T await(KafkaFuture<T> answer, AclOperation operation, String topic) {
        try {
            return await(answer, operation);
        } catch (ClusterException e) {
            throw e.getCause() instanceof TopicAuthorizationException
                    ? new ClusterException(AccessRefusal.ofTopics(operation, List.of(topic)), e.getCause())
                    : e;
        }
    }

    private RuntimeException failure(Throwable cause, AclOperation operation) {
        if (cause instanceof TimeoutException) {
            return new ClusterException(
                    "no Kafka cluster answers at " + servers + " within " + patience.toSeconds()
                            + " s; check bootstrap.servers, the security settings and that the cluster runs",
                    cause);
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return new ClusterException(AccessRefusal.sentence(cause, operation).orElse(cause.getMessage()), cause);
        }
        return cause instanceof KafkaException e ? e : new KafkaException(cause);
    }

    /**
     * Describes those of the topics that are there, with what this client may do with each.
     *
     * @throws ClusterException when one may not be described, as {@link #await}
     */
    SortedMap<String, TopicDescription> described(Collection<String> topics) {
        SortedMap<String, TopicDescription> found = new TreeMap<>();
        Set<String> refused = new TreeSet<>();
        admin.describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((topic, description) -> {
                    try {
                        found.put(topic, await(description, AclOperation.DESCRIBE));
                    } catch (UnknownTopicOrPartitionException e) {
                        // It is not there.
                    } catch (ClusterException e) {
                        if (!(e.getCause() instanceof AuthorizationException)) {
                            throw e;
                        }
                        refused.add(topic);
                    }
                });
        if (!refused.isEmpty()) {
            throw new ClusterException(AccessRefusal.ofTopics(AclOperation.DESCRIBE, refused));
        }
        return found;
    }

    /**
     * The same, once so many of them are there: what is created or deleted comes to be known to all brokers a moment
     * later.
     *
     * @throws ClusterException when that takes too long, too
     */
    SortedMap<String, TopicDescription> describedOnce(Collection<String> topics, int number) {
        long giveUp = System.nanoTime() + patience.toNanos();
        SortedMap<String, TopicDescription> described = described(topics);
        while (described.size() != number) {
            if (System.nanoTime() > giveUp) {
                throw new ClusterException("the brokers do not agree within " + patience.toSeconds()
                        + " s which of these topics there are: " + String.join(", ", topics));
            }
            Utils.sleep(BETWEEN_LOOKS.toMillis());
            described = described(topics);
        }
        return described;
    }

    /**
     * Waits until the leader of every partition serves it. An idempotent producer that meets a leader on its way into
     * office may have its second batch taken and its first one refused for ever.
     */
    void awaitLeaders(Collection<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        topics.forEach(topic -> topic.partitions()
                .forEach(each ->
                        partitions.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest())));
        // Asked of each leader, and asked again of one that does not know yet that it is.
        await(admin.listOffsets(partitions).all(), AclOperation.DESCRIBE);
    }

    /** Bytes of the largest record batch that the topic takes; empty when this client may not know. */
    Optional<Integer> largestMessage(String topic) {
        return setting(ConfigResource.Type.TOPIC, topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .map(Integer::valueOf);
    }

    /** A setting of a topic or a broker; empty when there is none or this client may not know it. */
    Optional<String> setting(ConfigResource.Type type, String name, String key) {
        ConfigResource resource = new ConfigResource(type, name);
        try {
            Config settings = await(
                    admin.describeConfigs(List.of(resource)).values().get(resource), AclOperation.DESCRIBE_CONFIGS);
            return Optional.ofNullable(settings.get(key)).map(ConfigEntry::value);
        } catch (ClusterException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
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

    @Override
    public void close() {
        admin.close();
    }
}
