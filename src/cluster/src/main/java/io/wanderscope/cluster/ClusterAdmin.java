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
import java.util.stream.Collectors;
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
import org.apache.kafka.common.utils.Time;

/**
 * An admin client with a timeout, whose failures are sentences for a person: a {@link ClusterException} says that the
 * cluster does not answer, or that it denies access.
 */
final class ClusterAdmin implements AutoCloseable {
    /** Time that an answer may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Admin admin;
    private final Object servers;
    private final Polling polling;

    ClusterAdmin(Admin admin, Object servers, Polling polling) {
        this.admin = admin;
        this.servers = servers;
        this.polling = polling;
    }

    /** A client that waits {@link #TIMEOUT} for each answer. */
    static ClusterAdmin open(Map<String, ?> configuration) {
        return open(configuration, TIMEOUT);
    }

    static ClusterAdmin open(Map<String, ?> configuration, Duration timeout) {
        Map<String, Object> entries = new HashMap<>(configuration);
        entries.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        entries.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        try {
            return new ClusterAdmin(
                    Admin.create(entries),
                    entries.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                    new Polling(Time.SYSTEM, timeout, POLL_INTERVAL));
        } catch (KafkaException e) {
            throw new ClusterException(withCauses(e), e);
        }
    }

    /** Kafka's own client; pass its futures to {@link #await}. */
    Admin calls() {
        return admin;
    }

    /**
     * Waits for an answer.
     *
     * @param operation what the call needs to be allowed
     * @throws ClusterException when the cluster does not answer or denies access
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

    /** The same for a call about one topic, because the error does not always name it. */
    <T> T await(KafkaFuture<T> answer, AclOperation operation, String topic) {
        try {
            return await(answer, operation);
        } catch (ClusterException e) {
            throw e.getCause() instanceof TopicAuthorizationException
                    ? new ClusterException(AccessProblem.ofTopics(operation, List.of(topic)), e.getCause())
                    : e;
        }
    }

    private RuntimeException failure(Throwable cause, AclOperation operation) {
        if (cause instanceof TimeoutException) {
            return new ClusterException(
                    "no Kafka cluster answers at " + servers + " within "
                            + polling.timeout().toSeconds()
                            + " s; check bootstrap.servers, the security settings and that the cluster runs",
                    cause);
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return new ClusterException(AccessProblem.sentence(cause, operation).orElse(cause.getMessage()), cause);
        }
        return cause instanceof KafkaException e ? e : new KafkaException(cause);
    }

    /**
     * Describes those topics that exist, and what this client may do with each.
     *
     * @throws ClusterException as {@link #await}, or when this client may not describe one of them
     */
    SortedMap<String, TopicDescription> described(Collection<String> topics) {
        SortedMap<String, TopicDescription> found = new TreeMap<>();
        Set<String> denied = new TreeSet<>();
        admin.describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((topic, description) -> {
                    try {
                        found.put(topic, await(description, AclOperation.DESCRIBE));
                    } catch (UnknownTopicOrPartitionException e) {
                        // It does not exist.
                    } catch (ClusterException e) {
                        if (!(e.getCause() instanceof AuthorizationException)) {
                            throw e;
                        }
                        denied.add(topic);
                    }
                });
        if (!denied.isEmpty()) {
            throw new ClusterException(AccessProblem.ofTopics(AclOperation.DESCRIBE, denied));
        }
        return found;
    }

    /**
     * Describes the topics once the given number of them exists. Not all brokers know at once what was created or
     * deleted.
     *
     * @throws ClusterException as {@link #described}, or when that takes too long
     */
    SortedMap<String, TopicDescription> describedOnce(Collection<String> topics, int number) {
        SortedMap<String, TopicDescription> described =
                polling.until(found -> found.size() == number, () -> described(topics));
        if (described.size() != number) {
            throw new ClusterException("the brokers do not agree within "
                    + polling.timeout().toSeconds() + " s on which of these topics exist: "
                    + String.join(", ", topics));
        }
        return described;
    }

    /**
     * Waits until every partition is served by its leader. A leader that is just taking over may accept the second
     * batch of an idempotent producer and reject the first one for ever.
     */
    void awaitLeaders(Collection<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        topics.forEach(topic -> topic.partitions()
                .forEach(each ->
                        partitions.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest())));
        boolean areLed = polling.until(led -> led, () -> areLed(partitions));
        if (!areLed) {
            throw new ClusterException("a broker still does not know within "
                    + polling.timeout().toSeconds() + " s one of these topics, which exist: "
                    + topics.stream().map(TopicDescription::name).collect(Collectors.joining(", ")));
        }
    }

    /** The client asks each leader, and asks again a broker that does not yet know that it leads, but not one that does not know the topic. */
    private boolean areLed(Map<TopicPartition, OffsetSpec> partitions) {
        try {
            await(admin.listOffsets(partitions).all(), AclOperation.DESCRIBE);
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    /** The maximum size of a record batch on the topic, in bytes; empty when this client may not know. */
    Optional<Integer> maxMessageBytes(String topic) {
        return setting(ConfigResource.Type.TOPIC, topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .map(Integer::valueOf);
    }

    /** A setting of a topic or a broker; empty when it has none or this client may not know it. */
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

    /** Kafka's outermost message often says only that something failed; the causes say why. */
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
