package io.wanderscope.cluster;

import static io.wanderscope.streaming.SettingType.flag;
import static io.wanderscope.streaming.SettingType.wholeNumber;

import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingGroup;
import io.wanderscope.streaming.SettingValues;
import java.util.List;
import java.util.Optional;

/**
 * What to do about missing topics.
 *
 * @param create whether to create them
 * @param partitions number of partitions; the cluster's default when empty
 * @param replicationFactor number of replicas; the cluster's default when empty
 */
public record TopicCreation(boolean create, Optional<Integer> partitions, Optional<Short> replicationFactor) {
    private static final SettingGroup SETTINGS = new SettingGroup();

    private static final Setting<Boolean> CREATE = SETTINGS.define(
            "topics.create",
            flag(),
            false,
            "Whether `run`, `simulate` and `publish` create missing topics. If not, they name them and exit.");
    private static final Setting<Optional<Integer>> PARTITIONS = SETTINGS.defineOptional(
            "topics.partitions",
            wholeNumber(1, 100_000),
            "the cluster's",
            "Number of partitions of the topics that are created.");
    private static final Setting<Optional<Integer>> REPLICATION_FACTOR = SETTINGS.defineOptional(
            "topics.replication.factor",
            wholeNumber(1, Short.MAX_VALUE),
            "the cluster's",
            "Number of replicas of the topics that are created.");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names the key
     */
    public TopicCreation {
        PARTITIONS.require(partitions);
        REPLICATION_FACTOR.require(replicationFactor.map(Short::intValue));
    }

    /** All settings of the creation of topics. */
    public static List<Setting<?>> settings() {
        return SETTINGS.all();
    }

    /** What a configuration says. */
    public static TopicCreation of(SettingValues values) {
        return new TopicCreation(
                values.get(CREATE),
                values.get(PARTITIONS),
                values.get(REPLICATION_FACTOR).map(Integer::shortValue));
    }

    /** Does not create missing topics. */
    public static TopicCreation none() {
        return new TopicCreation(false, Optional.empty(), Optional.empty());
    }

    /** Creates missing topics on a cluster of one broker. */
    public static TopicCreation onOneBroker(int partitions) {
        return new TopicCreation(true, Optional.of(partitions), Optional.of((short) 1));
    }
}
