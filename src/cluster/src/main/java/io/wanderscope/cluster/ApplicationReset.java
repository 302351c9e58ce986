package io.wanderscope.cluster;

import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Takes an application back to the beginning of its positions, while none of its instances runs: planned first, so that
 * a person can see what would be done, and then done. What is planned is what is there; the positions stay.
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
     * Plans that all positions are read again and their results written again, under the same identities. Labels that
     * are there already are not counted again.
     *
     * @param streams configuration of Kafka Streams, for the application.id and the state directory
     * @param client configuration of an admin client
     * @throws ClusterException when the cluster does not answer or refuses, or an instance still runs
     */
    public static ApplicationReset toBeginning(
            Map<String, Object> streams, Map<String, Object> client, StreamTopics topics) {
        return planned(streams, client, topics, reset -> {
            reset.planOffsets(reset.stoppedGroup());
            reset.planState();
        });
    }

    /** The same, and forgets the application: its group and its output topics with all that is in them. */
    public static ApplicationReset toNothing(
            Map<String, Object> streams, Map<String, Object> client, StreamTopics topics) {
        return planned(streams, client, topics, reset -> {
            reset.stoppedGroup()
                    .ifPresent(group -> reset.plan("delete the group " + group.id(), () -> group.delete(reset.admin)));
            reset.planState();
            reset.planDeletions(
                    List.of(topics.labels(), topics.saliency(), topics.composition(), topics.deadLetters()),
                    "and everything in it");
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

    /** Internal topics and the state directory have the name in theirs; one such as .. would be another directory. */
    private static void requireName(String application) {
        try {
            Topic.validate(application);
        } catch (InvalidTopicException e) {
            throw new ClusterException(
                    "application.id is made of letters, digits, '.', '_' and '-', got '" + application + "'", e);
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

    private void planState() {
        planDeletions(TopologyNames.internalTopics(application, topics).keySet(), "of Kafka Streams' own");
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

    private void planDeletions(Collection<String> names, String what) {
        for (String topic : admin.described(names).keySet()) {
            plan("delete the topic " + topic + " " + what, () -> delete(topic));
        }
    }

    private void delete(String topic) {
        try {
            admin.await(admin.calls().deleteTopics(List.of(topic)).all(), AclOperation.DELETE, topic);
        } catch (UnknownTopicOrPartitionException e) {
            // Another program was faster.
        }
        admin.describedOnce(List.of(topic), 0);
    }

    private void plan(String description, Runnable action) {
        steps.add(new Step(description, action));
    }

    /** What will be done, in this order; each line goes on after "would". */
    public List<String> steps() {
        return steps.stream().map(Step::description).toList();
    }

    /** Where instances on this machine keep their state; on others, it is not touched. */
    public Path stateDirectory() {
        return stateDirectory;
    }

    /**
     * Does it. May be done again after a failure.
     *
     * @param done is told each step when it is done
     * @throws ClusterException when the cluster does not answer or refuses; the message names the step
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
