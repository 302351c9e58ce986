package io.wanderscope.cluster;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.TriggerRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a cluster before the topology runs on it: topics, their sizes, this client's permissions, transactions, and that
 * no other instance runs under its name or with another topology. Each problem would otherwise stop the topology later, with a message that says
 * less. What the cluster does not reveal to this client is not a problem.
 */
public final class ClusterCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterCheck.class);
    private static final int DEFAULT_MAX_REQUEST_BYTES =
            (int) ProducerConfig.configDef().defaultValues().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final ClusterAdmin admin;
    private final StreamTopics topics;
    private final TriggerRules rules;
    private final StreamsConfig streams;
    private final List<String> problems = new ArrayList<>();

    private ClusterCheck(ClusterAdmin admin, StreamTopics topics, TriggerRules rules, StreamsConfig streams) {
        this.admin = admin;
        this.topics = topics;
        this.rules = rules;
        this.streams = streams;
    }

    /**
     * Checks the cluster, and creates missing topics if {@code creation} allows it. Logs which topics keep too much or too
     * little.
     *
     * @param rules of the topology; without any, nothing that triggers need is checked
     * @return a sentence for each problem; empty when the topology can run
     * @throws ClusterException when nothing can be checked: the cluster does not answer or denies access, or topics are
     *     missing
     */
    public static List<String> problems(
            StreamTopics topics, TriggerRules rules, TopicCreation creation, ClientConfigurations clients) {
        StreamsConfig configuration = new StreamsConfig(clients.streams());
        try (ClusterAdmin admin = ClusterAdmin.open(clients.admin())) {
            SortedMap<String, TopicDescription> ours = RequiredTopics.ensure(admin, topics, rules, creation);
            CleanupPolicies.warnings(admin, topics, rules)
                    .forEach(warning -> LOG.warn("event=topic_cleanup_policy reason=\"{}\"", warning));
            ClusterCheck check = new ClusterCheck(admin, topics, rules, configuration);
            check.checkResources(ours);
            check.checkTransactions(clients);
            check.checkTopology();
            check.checkStaticMember();
            return check.problems;
        }
    }

    /**
     * Asks whether a cluster answers, and waits for that no longer than a few seconds.
     *
     * @param client configuration of a client, such as a consumer, with its address and security settings
     * @return a sentence on why it does not, and what to check; empty when it answers
     */
    public static Optional<String> noAnswer(Map<String, Object> client) {
        try (ClusterAdmin admin = ClusterAdmin.open(client, ANSWER_TIMEOUT)) {
            admin.await(admin.calls().describeCluster().clusterId(), AclOperation.DESCRIBE);
            return Optional.empty();
        } catch (ClusterException e) {
            return Optional.of(e.getMessage());
        }
    }

    private String application() {
        return streams.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    private void checkResources(Map<String, TopicDescription> ours) {
        checkOperations(ours.values(), this::operationsOnOurs);
        collectAccessProblem(() -> checkInternalTopics(ours));
        collectAccessProblem(this::checkGroup);
        checkDeadLetterSize();
    }

    /** A check to which the cluster denies access is one more problem; the other checks continue. */
    private void collectAccessProblem(Runnable check) {
        try {
            check.run();
        } catch (ClusterException e) {
            problems.add(e.getMessage());
        }
    }

    private Set<AclOperation> operationsOnOurs(String topic) {
        // Positions are only read where another program writes them.
        if (topic.equals(topics.localisations().orElse(topics.positions()))) {
            return Set.of(AclOperation.READ);
        }
        return topic.equals(topics.labels()) || topic.equals(topics.positions())
                ? Set.of(AclOperation.READ, AclOperation.WRITE)
                : Set.of(AclOperation.WRITE);
    }

    /** Kafka Streams deletes records from a repartition topic once it has read them. */
    private static Set<AclOperation> operationsOnInternal(String topic) {
        return topic.endsWith("-repartition")
                ? Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE)
                : Set.of(AclOperation.READ, AclOperation.WRITE);
    }

    private void checkOperations(Collection<TopicDescription> described, Function<String, Set<AclOperation>> needed) {
        for (TopicDescription topic : described) {
            Set<AclOperation> lacking = new TreeSet<>(needed.apply(topic.name()));
            if (topic.authorizedOperations() != null) {
                lacking.removeAll(topic.authorizedOperations());
                lacking.forEach(operation -> problems.add(AccessProblem.ofTopics(operation, List.of(topic.name()))));
            }
        }
    }

    private void checkInternalTopics(Map<String, TopicDescription> ours) {
        Map<String, String> sources = TopologyNames.internalTopics(application(), topics, rules);
        SortedMap<String, TopicDescription> internal = admin.described(sources.keySet());
        checkOperations(internal.values(), ClusterCheck::operationsOnInternal);
        List<NewTopic> missing = new ArrayList<>();
        sources.forEach((name, source) -> {
            int partitions = ours.get(source).partitions().size();
            if (internal.containsKey(name)) {
                checkPartitions(internal.get(name), source, partitions);
            } else {
                missing.add(new NewTopic(name, Optional.of(partitions), replicationFactor()));
            }
        });
        checkCreation(missing);
    }

    private void checkPartitions(TopicDescription internal, String source, int partitions) {
        int found = internal.partitions().size();
        if (found != partitions) {
            problems.add("the topic " + internal.name() + " has " + found + " partitions, but " + source + " has "
                    + partitions + ": the number was changed, and the state no longer fits; " + remedy(source));
        }
    }

    private String remedy(String source) {
        return source.equals(topics.positions()) || source.equals(topics.labels())
                ? "run `wanderscope reset`, which starts from the beginning of " + topics.positions()
                : "run `wanderscope clean`, which deletes what was found and starts from the beginning of " + source;
    }

    private Optional<Short> replicationFactor() {
        short factor = streams.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG).shortValue();
        return factor > 0 ? Optional.of(factor) : Optional.empty();
    }

    /** Asks whether Kafka Streams could create its topics, without creating any. */
    private void checkCreation(List<NewTopic> missing) {
        admin.calls()
                .createTopics(missing, new CreateTopicsOptions().validateOnly(true))
                .values()
                .forEach((topic, answer) -> {
                    try {
                        admin.await(answer, AclOperation.CREATE, topic);
                    } catch (TopicExistsException e) {
                        // Another instance has just created it.
                    } catch (ClusterException e) {
                        problems.add(e.getMessage());
                    } catch (KafkaException e) {
                        problems.add("Kafka Streams cannot create its topic " + topic + ": " + e.getMessage());
                    }
                });
    }

    private void checkGroup() {
        ApplicationGroup.find(admin, application())
                .flatMap(ApplicationGroup::operations)
                .filter(operations -> !operations.contains(AclOperation.READ))
                .ifPresent(operations -> problems.add(AccessProblem.ofGroup(AclOperation.READ, application())));
    }

    private void checkDeadLetterSize() {
        Optional<Integer> positions = RequiredTopics.maxInputBytes(admin, topics);
        Optional<Integer> deadLetters = admin.maxMessageBytes(topics.deadLetters());
        if (positions.isPresent() && deadLetters.isPresent()) {
            checkDeadLetterSize(positions.get(), deadLetters.get());
        }
    }

    /** A dead letter too large for the producer or for its topic is sent without what does not fit; a record should. */
    private void checkDeadLetterSize(int positions, int deadLetters) {
        if (deadLetters < Math.min(RequiredTopics.minDeadLetterBytes(positions), maxRequestBytes())) {
            problems.add("the topic " + topics.deadLetters() + " accepts messages of at most " + deadLetters
                    + " bytes, but " + topics.positions() + " accepts " + positions
                    + ", and a dead letter needs space for its headers too; set max.message.bytes of "
                    + topics.deadLetters() + " to "
                    + RequiredTopics.recommendedDeadLetterBytes(positions));
        }
    }

    private int maxRequestBytes() {
        Object size = streams.getProducerConfigs(application()).get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return size == null ? DEFAULT_MAX_REQUEST_BYTES : Integer.parseInt(size.toString());
    }

    /** Only where the topics may be described at all. */
    private void checkTopology() {
        if (problems.isEmpty()) {
            collectAccessProblem(() ->
                    TopologyCheck.problem(admin, application(), topics, rules).ifPresent(problems::add));
        }
    }

    /** Last, because it may wait; an instance that cannot run for another reason need not know. */
    private void checkStaticMember() {
        if (problems.isEmpty()) {
            collectAccessProblem(() -> StaticMemberCheck.problem(admin, streams).ifPresent(problems::add));
        }
    }

    private void checkTransactions(ClientConfigurations clients) {
        if (!streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG).equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            return;
        }
        TransactionCheck.logProblem(admin).ifPresent(problems::add);
        // After a known problem, a trial transaction would fail without saying more.
        if (problems.isEmpty()) {
            TransactionCheck.trialProblem(clients, application(), topics.positions())
                    .ifPresent(problems::add);
        }
    }
}
