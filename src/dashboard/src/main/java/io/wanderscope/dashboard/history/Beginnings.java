package io.wanderscope.dashboard.history;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The first offsets that the cluster still has of partitions. Not thread-safe. */
final class Beginnings {
    private final Map<TopicPartition, Long> known = new HashMap<>();

    /**
     * Notes what the cluster says.
     *
     * @return those that retention has moved since the last time; a partition begins with 0
     */
    Map<TopicPartition, Long> moved(Map<TopicPartition, Long> found) {
        Map<TopicPartition, Long> moved = new HashMap<>(found);
        moved.entrySet().removeIf(each -> each.getValue() <= known.getOrDefault(each.getKey(), 0L));
        known.putAll(moved);
        return moved;
    }

    /** A partition is gone: if it comes again, it begins with 0. */
    void forget(TopicPartition partition) {
        known.remove(partition);
    }
}
