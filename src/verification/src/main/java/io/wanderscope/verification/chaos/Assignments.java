package io.wanderscope.verification.chaos;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.common.TopicPartition;

/** Which partitions the members of a group own. The protocols of a group are asked by different requests. */
enum Assignments {
    /** Of the classic protocol. */
    OF_CONSUMER_GROUP {
        @Override
        Set<Integer> of(Admin admin, String group, String topic, String client)
                throws InterruptedException, ExecutionException {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(described -> described.members().stream())
                    .filter(member -> member.clientId().startsWith(client))
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .filter(partition -> partition.topic().equals(topic))
                    .map(TopicPartition::partition)
                    .collect(Collectors.toSet());
        }
    },

    /** Of the streams protocol, which assigns tasks of subtopologies. */
    OF_STREAMS_GROUP {
        @Override
        Set<Integer> of(Admin admin, String group, String topic, String client)
                throws InterruptedException, ExecutionException {
            return admin.describeStreamsGroups(List.of(group)).all().get().values().stream()
                    .flatMap(described -> partitions(described, topic, client))
                    .collect(Collectors.toSet());
        }

        private Stream<Integer> partitions(StreamsGroupDescription described, String topic, String client) {
            Set<String> reading = described.subtopologies().stream()
                    .filter(subtopology -> subtopology.sourceTopics().contains(topic))
                    .map(StreamsGroupSubtopologyDescription::subtopologyId)
                    .collect(Collectors.toSet());
            return described.members().stream()
                    .filter(member -> member.clientId().startsWith(client))
                    .flatMap(member -> member.assignment().activeTasks().stream())
                    .filter(tasks -> reading.contains(tasks.subtopologyId()))
                    .flatMap(tasks -> tasks.partitions().stream());
        }
    };

    /**
     * Partitions of a topic that the members with a client's name own.
     *
     * @throws ExecutionException when the group does not exist yet or is being rebalanced
     */
    abstract Set<Integer> of(Admin admin, String group, String topic, String client)
            throws InterruptedException, ExecutionException;
}
