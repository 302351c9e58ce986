package io.wanderscope.dashboard.history;

import org.apache.kafka.common.TopicPartition;

/**
 * A part of a partition.
 *
 * @param first offset of its first record
 * @param last offset of its last record
 */
record OffsetRange(TopicPartition partition, long first, long last) {
    OffsetRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("a range must not be empty, got " + first + " to " + last);
        }
    }
}
