package io.wanderscope.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The group of the instances of one application, whichever protocol they speak: the classic one of consumers, or the
 * newer one of Kafka Streams.
 *
 * @param id the application.id
 * @param newer whether it is of the newer protocol
 * @param members where its instances run, an entry for each member
 * @param operations what this client may do with it; empty when the cluster does not say
 */
public record ApplicationGroup(String id, boolean newer, List<String> members, Optional<Set<AclOperation>> operations) {

    /** The group, or empty when there is none. */
    public static Optional<ApplicationGroup> find(ClusterAdmin admin, String id) {
        return classic(admin, id).or(() -> newer(admin, id));
    }

    private static Optional<ApplicationGroup> classic(ClusterAdmin admin, String id) {
        KafkaFuture<ConsumerGroupDescription> answer = admin.calls()
                .describeConsumerGroups(
                        List.of(id), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(id);
        return found(admin, answer)
                .map(group -> new ApplicationGroup(
                        id,
                        false,
                        members(group.members().stream().map(member -> member.clientId() + " on " + member.host())),
                        Optional.ofNullable(group.authorizedOperations())));
    }

    private static Optional<ApplicationGroup> newer(ClusterAdmin admin, String id) {
        KafkaFuture<StreamsGroupDescription> answer = admin.calls()
                .describeStreamsGroups(
                        List.of(id), new DescribeStreamsGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(id);
        return found(admin, answer)
                .map(group -> new ApplicationGroup(
                        id,
                        true,
                        members(group.members().stream()
                                .map(member -> member.clientId() + " on " + member.clientHost())),
                        Optional.ofNullable(group.authorizedOperations())));
    }

    private static <T> Optional<T> found(ClusterAdmin admin, KafkaFuture<T> answer) {
        try {
            return Optional.of(admin.await(answer, AclOperation.READ));
        } catch (GroupIdNotFoundException | UnsupportedVersionException e) {
            return Optional.empty();
        }
    }

    private static List<String> members(Stream<String> places) {
        return places.sorted().toList();
    }

    /**
     * Sets offsets of the group, which has no members; makes it when there is none.
     *
     * @param group as found before
     */
    static void setOffsets(
            ClusterAdmin admin,
            Optional<ApplicationGroup> group,
            String id,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        boolean newer = group.map(ApplicationGroup::newer).orElse(false);
        KafkaFuture<Void> done = newer
                ? admin.calls().alterStreamsGroupOffsets(id, offsets).all()
                : admin.calls().alterConsumerGroupOffsets(id, offsets).all();
        admin.await(done, AclOperation.READ);
    }

    /** Deletes the group, which has no members, with its offsets. */
    void delete(ClusterAdmin admin) {
        KafkaFuture<Void> done = newer
                ? admin.calls().deleteStreamsGroups(List.of(id)).all()
                : admin.calls().deleteConsumerGroups(List.of(id)).all();
        admin.await(done, AclOperation.DELETE);
    }
}
