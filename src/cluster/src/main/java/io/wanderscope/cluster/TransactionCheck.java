package io.wanderscope.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** Checks that a cluster can carry transactions, on which exactly-once processing is built. */
final class TransactionCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final String REPLICAS = "transaction.state.log.replication.factor";

    private TransactionCheck() {}

    /**
     * The problem with the topic in which the brokers keep transactions: if it exists it must be in sync, and if it does
     * not exist yet there must be enough brokers for it. Empty when there is none, or when this client may not know.
     */
    static Optional<String> logProblem(ClusterAdmin admin) {
        TopicDescription log;
        try {
            log = admin.described(List.of(Topic.TRANSACTION_STATE_TOPIC_NAME)).get(Topic.TRANSACTION_STATE_TOPIC_NAME);
        } catch (ClusterException e) {
            return Optional.empty();
        }
        return log == null
                ? missingLogProblem(admin)
                : persistentProblem(() -> syncProblem(admin), new Polling(Time.SYSTEM, TIMEOUT, POLL_INTERVAL));
    }

    /** A problem that persists: when a broker comes back, replicas are out of sync only for a moment. */
    static Optional<String> persistentProblem(Supplier<Optional<String>> problem, Polling polling) {
        return polling.until(Optional::isEmpty, problem);
    }

    private static Optional<String> missingLogProblem(ClusterAdmin admin) {
        Collection<Node> brokers = admin.await(admin.calls().describeCluster().nodes(), AclOperation.DESCRIBE);
        String anyBroker = brokers.iterator().next().idString();
        return admin.setting(ConfigResource.Type.BROKER, anyBroker, REPLICAS)
                .filter(replicas -> Integer.parseInt(replicas) > brokers.size())
                .map(replicas -> "exactly_once_v2 needs " + REPLICAS + "=" + replicas + " brokers, but the cluster has "
                        + brokers.size() + "; start more, or lower it on the brokers");
    }

    private static Optional<String> syncProblem(ClusterAdmin admin) {
        try {
            return syncProblemNow(admin);
        } catch (ClusterException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Optional<String> syncProblemNow(ClusterAdmin admin) {
        TopicDescription log =
                admin.described(List.of(Topic.TRANSACTION_STATE_TOPIC_NAME)).get(Topic.TRANSACTION_STATE_TOPIC_NAME);
        if (log == null) {
            return Optional.of("the cluster has lost its topic " + Topic.TRANSACTION_STATE_TOPIC_NAME);
        }
        return admin.setting(ConfigResource.Type.TOPIC, log.name(), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                .flatMap(needed -> syncProblem(log, Integer.parseInt(needed)));
    }

    /** A partition that has fewer replicas than needed must have them all in sync. */
    static Optional<String> syncProblem(TopicDescription log, int needed) {
        return log.partitions().stream()
                .filter(each ->
                        each.isr().size() < Math.min(needed, each.replicas().size()))
                .findFirst()
                .map(behind -> "exactly_once_v2 needs "
                        + Math.min(needed, behind.replicas().size()) + " replicas of "
                        + log.name() + " in sync, but its partition " + behind.partition() + " has "
                        + behind.isr().size() + "; start the brokers that are missing");
    }

    /**
     * Tries two short transactions in succession, because only the second shows that the brokers ended the first. Each
     * holds an offset of the application's group and is aborted, so it has no effect.
     *
     * @param application the application.id
     * @param topic a topic that the group reads
     * @return the problem; empty when transactions begin and end
     */
    static Optional<String> trialProblem(ClientConfigurations clients, String application, String topic) {
        ConsumerGroupMetadata group = group(clients.consumer(), application);
        Producer<byte[], byte[]> trial = open(clients.producer(), application);
        try {
            trial.initTransactions();
            for (int transaction = 0; transaction < 2; transaction++) {
                trial.beginTransaction();
                trial.sendOffsetsToTransaction(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)), group);
                trial.abortTransaction();
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("transactions do not end within " + TIMEOUT.toSeconds()
                    + " s: the brokers do not reach one another, or themselves, at their advertised addresses; check"
                    + " advertised.listeners and inter.broker.listener.name on the brokers");
        } catch (KafkaException e) {
            return Optional.of(AccessProblem.sentence(e, AclOperation.READ)
                    .orElseGet(() -> "exactly_once_v2: a transaction fails: " + e.getMessage()));
        } finally {
            trial.close(Duration.ZERO);
        }
    }

    /** The group's metadata as seen by a client that does not join it. */
    private static ConsumerGroupMetadata group(Map<String, Object> consumer, String application) {
        Map<String, Object> entries = new HashMap<>(consumer);
        entries.put(ConsumerConfig.GROUP_ID_CONFIG, application);
        try (Consumer<byte[], byte[]> outsider =
                new KafkaConsumer<>(entries, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return outsider.groupMetadata();
        }
    }

    private static Producer<byte[], byte[]> open(Map<String, Object> producer, String application) {
        Map<String, Object> entries = new HashMap<>(producer);
        // Permissions are granted for the prefix, which the ids of Kafka Streams share. The suffix keeps instances that
        // start at the same time from fencing one another.
        entries.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-start-up-check-" + UUID.randomUUID());
        entries.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
        return new KafkaProducer<>(entries, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
