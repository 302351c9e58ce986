package io.wanderscope.cluster;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Resets a stopped application to the beginning of its positions. The reset is planned first, so that a person can see
 * the steps, and then executed. There is a step only for what exists; the positions and localisations are never deleted.
 */
public final class ApplicationReset implements AutoCloseable {
    private final ClusterAdmin admin;
    private final StreamTopics topics;
    private final String application;
    private final Path stateDirectory;
    private final List<Step> steps = new ArrayList<>();

    private record Step(String description, Runnable action) {}

    private ApplicationReset(ClusterAdmin admin, StreamTopics topics, String application, Path stateDirectory) {
        this.admin = admin;
        this.topics = topics;
        this.application = application;
        this.stateDirectory = stateDirectory;
    }

    /**
     * Plans to read all positions again and to write their results again, under the same identities. Labels that exist
     * already are not counted again. Linking goes on where it is: what it has linked is among the positions.
     *
     * @param streams configuration of Kafka Streams, for the application.id and the state directory
     * @param client configuration of an admin client
     * @throws ClusterException when the cluster does not answer or denies access, or an instance still runs
     */
    public static ApplicationReset toBeginning(
            Map<String, Object> streams, Map<String, Object> client, StreamTopics topics) {
        return planned(streams, client, topics, reset -> {
            reset.planOffsets(reset.stoppedGroup());
            SortedSet<String> internal = new TreeSet<>(reset.internalTopics());
            internal.removeAll(TopologyNames.linkingTopics(reset.application));
            reset.planState(internal);
        });
    }

    /** Plans to delete all traces of the application: its group, its state and its output topics with their records. */
    public static ApplicationReset toNothing(
            Map<String, Object> streams, Map<String, Object> client, StreamTopics topics) {
        return planned(streams, client, topics, reset -> {
            reset.stoppedGroup()
                    .ifPresent(group -> reset.plan("delete the group " + group.id(), () -> group.delete(reset.admin)));
            reset.planState(reset.internalTopics());
            reset.planOutputTopics();
        });
    }

    private static ApplicationReset planned(
            Map<String, Object> streams,
            Map<String, Object> client,
            StreamTopics topics,
            Consumer<ApplicationReset> plan) {
        StreamsConfig configuration = new StreamsConfig(streams);
        String application = configuration.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        requireName(application);
        ApplicationReset reset = new ApplicationReset(
                ClusterAdmin.open(client),
                topics,
                application,
                Path.of(configuration.getString(StreamsConfig.STATE_DIR_CONFIG), application));
        try {
            plan.accept(reset);
            return reset;
        } catch (RuntimeException e) {
            reset.close();
            throw e;
        }
    }

    /** The name is part of the state directory's, where {@code ..} would lead to another directory. */
    private static void requireName(String application) {
        try {
            Topic.validate(application);
        } catch (InvalidTopicException e) {
            throw new ClusterException(
                    "application.id must consist of letters, digits, '.', '_' and '-', got '" + application + "'", e);
        }
    }

    private Optional<ApplicationGroup> stoppedGroup() {
        Optional<ApplicationGroup> group = ApplicationGroup.find(admin, application);
        group.filter(each -> !each.members().isEmpty()).ifPresent(running -> {
            throw new ClusterException("the group " + application + " has members: "
                    + String.join(", ", running.members())
                    + "; stop all instances; one that was killed, has failed or has a group.instance.id stays a member"
                    + " until session.timeout.ms (45 s by default) has passed");
        });
        return group;
    }

    private void planOffsets(Optional<ApplicationGroup> group) {
        Map<TopicPartition, OffsetSpec> specifications = new HashMap<>();
        for (TopicDescription topic :
                admin.described(List.of(topics.positions(), topics.labels())).values()) {
            OffsetSpec specification =
                    topic.name().equals(topics.positions()) ? OffsetSpec.earliest() : OffsetSpec.latest();
            topic.partitions()
                    .forEach(each ->
                            specifications.put(new TopicPartition(topic.name(), each.partition()), specification));
        }
        if (!specifications.isEmpty()) {
            plan(
                    "set the group " + application + " to the beginning of " + topics.positions() + " and the end of "
                            + topics.labels(),
                    () -> ApplicationGroup.setOffsets(admin, group, application, offsets(specifications)));
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, OffsetSpec> specifications) {
        Map<TopicPartition, ListOffsetsResultInfo> offsets =
                admin.await(admin.calls().listOffsets(specifications).all(), AclOperation.DESCRIBE);
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new OffsetAndMetadata(each.getValue().offset())));
    }

    private Set<String> internalTopics() {
        return TopologyNames.allInternalTopics(application, topics);
    }

    private void planState(Set<String> internalTopics) {
        admin.described(internalTopics)
                .keySet()
                .forEach(topic -> plan("delete the internal topic " + topic, () -> delete(topic)));
        if (Files.exists(stateDirectory)) {
            plan("delete the state directory " + stateDirectory, () -> deleteDirectory(stateDirectory));
        }
    }

    private static void deleteDirectory(Path directory) {
        try {
            TemporaryDirectory.deleteTree(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the state directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private void planOutputTopics() {
        admin.described(List.of(
                        topics.labels(),
                        topics.saliency(),
                        topics.composition(),
                        topics.population(),
                        topics.triggers(),
                        topics.deadLetters()))
                .keySet()
                .forEach(topic -> plan("delete the topic " + topic + " and everything in it", () -> delete(topic)));
    }

    private void delete(String topic) {
        try {
            admin.await(admin.calls().deleteTopics(List.of(topic)).all(), AclOperation.DELETE, topic);
        } catch (UnknownTopicOrPartitionException e) {
            // Another program has already deleted it.
        }
        admin.describedOnce(List.of(topic), 0);
    }

    private void plan(String description, Runnable action) {
        steps.add(new Step(description, action));
    }

    /** The steps in order, each worded to follow "would". */
    public List<String> steps() {
        return steps.stream().map(Step::description).toList();
    }

    /** Where instances on this machine keep their state. A reset does not reach other machines. */
    public Path stateDirectory() {
        return stateDirectory;
    }

    /**
     * Executes the steps. It may be called again after a failure.
     *
     * @param done receives each step once it is done
     * @throws ClusterException when the cluster does not answer or denies access; the message names the step
     */
    public void execute(Consumer<String> done) {
        for (Step step : steps) {
            try {
                step.action().run();
            } catch (KafkaException | ClusterException e) {
                throw new ClusterException("cannot " + step.description() + ": " + e.getMessage(), e);
            }
            done.accept(step.description());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
