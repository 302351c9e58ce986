package io.wanderscope.cluster;

import java.util.Optional;

/**
 * What to do about a missing topic.
 *
 * @param create whether to create it
 * @param partitions number of partitions, at least 1; the cluster's default when empty
 * @param replicationFactor number of replicas, at least 1; the cluster's default when empty
 */
public record TopicCreation(boolean create, Optional<Integer> partitions, Optional<Short> replicationFactor) {
    /** Does not create missing topics. */
    public static TopicCreation none() {
        return new TopicCreation(false, Optional.empty(), Optional.empty());
    }

    /** Creates missing topics on a cluster of one broker. */
    public static TopicCreation onOneBroker(int partitions) {
        return new TopicCreation(true, Optional.of(partitions), Optional.of((short) 1));
    }
}
