package io.wanderscope.verification.guarantees;

import java.util.Iterator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Random records to send. The same plan gives the same records. Not thread-safe. */
public interface RandomisedRecords extends Iterator<ProducerRecord<byte[], byte[]>> {
    /** Opens nothing more; what is open is sent to its end. */
    void finish();

    /** What has been generated so far; complete when there is no next record. */
    Truth truth();
}
