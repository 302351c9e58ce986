package io.wanderscope.app.command;

import io.wanderscope.schema.AcquisitionComposition;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.schema.AcquisitionTrigger;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The topics, groups and results on a cluster, read for tests. */
final class ClusterContents {
    private final Map<String, Object> client;
    private final StreamTopics topics;

    ClusterContents(Map<String, Object> client, StreamTopics topics) {
        this.client = client;
        this.topics = topics;
    }

    /** Labels of all revisions, in the order in which they were written. */
    List<TrajectoryLabel> labels() {
        return CommittedRecords.of(client, topics.labels()).stream()
                .map(record -> WireFormat.singleObject()
                        .serde(TrajectoryLabel.class)
                        .deserializer()
                        .deserialize(record.topic(), record.value()))
                .toList();
    }

    /** The final results among the labels. */
    List<TrajectoryLabel> finals() {
        return labels().stream()
                .filter(label -> label.getStatus() == ResultStatus.FINAL)
                .toList();
    }

    /** How many records of the population of a whole acquisition have this many tracks. */
    long completePopulations(String acquisition, int tracks) {
        Deserializer<AcquisitionPopulation> population =
                WireFormat.singleObject().serde(AcquisitionPopulation.class).deserializer();
        return CommittedRecords.of(client, topics.population()).stream()
                .map(record -> population.deserialize("", record.value()))
                .filter(record -> record.getAcquisition().equals(acquisition) && record.getWindowStart() == null)
                .filter(record -> record.getTracks() == tracks)
                .count();
    }

    /** Ids of the triggers, in the order in which they were written. */
    List<String> triggers() {
        Deserializer<AcquisitionTrigger> trigger =
                WireFormat.singleObject().serde(AcquisitionTrigger.class).deserializer();
        return CommittedRecords.of(client, topics.triggers()).stream()
                .map(record -> trigger.deserialize("", record.value()).getId())
                .toList();
    }

    /** Number of tracks by acquisition, over all windows. */
    Map<String, Integer> compositions() {
        Map<String, AcquisitionComposition> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(client, topics.composition())) {
            latest.put(
                    new String(record.key(), StandardCharsets.UTF_8),
                    WireFormat.singleObject()
                            .serde(AcquisitionComposition.class)
                            .deserializer()
                            .deserialize(record.topic(), record.value()));
        }
        return latest.values().stream()
                .collect(Collectors.toMap(
                        AcquisitionComposition::getAcquisition,
                        composition -> Math.toIntExact(composition.getTracks()),
                        Integer::sum));
    }

    /** Names of all topics. */
    Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get();
        }
    }

    /** Number of partitions by topic. */
    Map<String, Integer> partitions() throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, topic -> topic.partitions().size()));
        }
    }

    /** Ids of all groups. */
    Set<String> groups() throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
        }
    }
}
