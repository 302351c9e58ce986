package io.wanderscope.dashboard.history;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A partition does not have offsets that it had before, so that reading up to them would never end. */
final class MissingOffsetsException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final TopicPartition partition;

    /** Found says where the partition is or ends now, such as "ends at offset 3". */
    MissingOffsetsException(OffsetRange range, String found) {
        super("the partition " + range.partition() + " " + found + " now, before what was read earlier (offsets "
                + range.first() + " to " + range.last()
                + "): its topic was deleted and created again, or its leader has changed; ask again");
        this.partition = range.partition();
    }

    TopicPartition partition() {
        return partition;
    }
}
