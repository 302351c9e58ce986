package io.wanderscope.cluster;

import java.util.Optional;

/**
 * What to do about a topic that is missing.
 *
 * @param create whether to create it
 * @param partitions its number of partitions, at least 1; the cluster's default when empty
 * @param replicationFactor its number of replicas, at least 1; the cluster's default when empty
 */
public record TopicCreation(boolean create, Optional<Integer> partitions, Optional<Short> replicationFactor) {
    /** Leaves a missing topic missing. */
    public static TopicCreation none() {
        return new TopicCreation(false, Optional.empty(), Optional.empty());
    }

    /** Creates a missing topic on a cluster of one broker. */
    public static TopicCreation onOneBroker(int partitions) {
        return new TopicCreation(true, Optional.of(partitions), Optional.of((short) 1));
    }
}
