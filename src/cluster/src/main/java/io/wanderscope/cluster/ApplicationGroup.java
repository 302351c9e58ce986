package io.wanderscope.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The group that the instances of an application form, by either protocol: the classic one, of consumers, or the newer
 * one, of Kafka Streams.
 *
 * @param id the application.id
 * @param streamsProtocol whether the group uses the newer protocol
 * @param stable whether each member has its partitions, so that all internal topics of their topology exist
 * @param members where the instances run, one entry for each member
 * @param staticMembers the same for those members that have a {@code group.instance.id}, by it
 * @param operations what this client may do with the group; empty when the cluster does not say
 */
record ApplicationGroup(
        String id,
        boolean streamsProtocol,
        boolean stable,
        List<String> members,
        Map<String, String> staticMembers,
        Optional<Set<AclOperation>> operations) {

    /** The group, or empty when there is none. */
    static Optional<ApplicationGroup> find(ClusterAdmin admin, String id) {
        return consumerGroup(admin, id).or(() -> streamsGroup(admin, id));
    }

    private static Optional<ApplicationGroup> consumerGroup(ClusterAdmin admin, String id) {
        KafkaFuture<ConsumerGroupDescription> answer = admin.calls()
                .describeConsumerGroups(
                        List.of(id), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(id);
        return found(admin, answer)
                .map(group -> new ApplicationGroup(
                        id,
                        false,
                        group.groupState() == GroupState.STABLE,
                        members(group.members().stream().map(ApplicationGroup::text)),
                        group.members().stream()
                                .filter(member -> member.groupInstanceId().isPresent())
                                .collect(Collectors.toMap(
                                        member -> member.groupInstanceId().orElseThrow(), ApplicationGroup::text)),
                        Optional.ofNullable(group.authorizedOperations())));
    }

    private static Optional<ApplicationGroup> streamsGroup(ClusterAdmin admin, String id) {
        KafkaFuture<StreamsGroupDescription> answer = admin.calls()
                .describeStreamsGroups(
                        List.of(id), new DescribeStreamsGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(id);
        return found(admin, answer)
                .map(group -> new ApplicationGroup(
                        id,
                        true,
                        group.groupState() == GroupState.STABLE,
                        members(group.members().stream()
                                .map(member -> member.clientId() + " on " + member.clientHost())),
                        // The streams protocol has no static members.
                        Map.of(),
                        Optional.ofNullable(group.authorizedOperations())));
    }

    private static String text(MemberDescription member) {
        return member.clientId() + " on " + member.host();
    }

    private static <T> Optional<T> found(ClusterAdmin admin, KafkaFuture<T> answer) {
        try {
            return Optional.of(admin.await(answer, AclOperation.READ));
        } catch (GroupIdNotFoundException | UnsupportedVersionException e) {
            return Optional.empty();
        }
    }

    private static List<String> members(Stream<String> members) {
        return members.sorted().toList();
    }

    /**
     * Sets the group's offsets, and creates the group when there is none. It must have no members.
     *
     * @param group what {@link #find} found
     */
    static void setOffsets(
            ClusterAdmin admin,
            Optional<ApplicationGroup> group,
            String id,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        boolean streamsProtocol = group.map(ApplicationGroup::streamsProtocol).orElse(false);
        KafkaFuture<Void> done = streamsProtocol
                ? admin.calls().alterStreamsGroupOffsets(id, offsets).all()
                : admin.calls().alterConsumerGroupOffsets(id, offsets).all();
        admin.await(done, AclOperation.READ);
    }

    /** Deletes the group and its offsets. It must have no members. */
    void delete(ClusterAdmin admin) {
        KafkaFuture<Void> done = streamsProtocol
                ? admin.calls().deleteStreamsGroups(List.of(id)).all()
                : admin.calls().deleteConsumerGroups(List.of(id)).all();
        admin.await(done, AclOperation.DELETE);
    }
}
