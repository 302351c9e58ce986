package io.wanderscope.dashboard.live;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Hears what the {@link TopicReader} reads, and from where on; called on the reader's thread. */
public interface ReadingListener {
    /** A partition is read from an offset on: what lies before it is older than the recent past. */
    void starts(TopicPartition partition, long offset);

    /** A partition is not there any more, nor anything that was read of it: its topic was deleted, and maybe created again. */
    void ends(TopicPartition partition);

    /** All of the recent past has been read; may be called again. */
    void caughtUp();

    /** A record was read that the live acquisitions accept. */
    void read(ConsumerRecord<byte[], byte[]> record, SpecificRecordBase value);
}
