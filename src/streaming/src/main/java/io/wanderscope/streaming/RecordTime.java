package io.wanderscope.streaming;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's own timestamp. A record without one takes the time of its partition: Kafka Streams would stop at it or
 * drop it unseen, and neither is an outcome that a position may have. So does a record from the future, because stream
 * time never goes back and one wrong clock would end the open tracks of all others.
 */
final class RecordTime implements TimestampExtractor {
    private final long maximumAhead;
    private final InstantSource clock;

    RecordTime(Duration maximumAhead, InstantSource clock) {
        this.maximumAhead = maximumAhead.toMillis();
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        boolean usable = record.timestamp() >= 0 && record.timestamp() - now <= maximumAhead;
        return usable ? record.timestamp() : partitionTimeOr(now, partitionTime);
    }

    private static long partitionTimeOr(long now, long partitionTime) {
        return partitionTime >= 0 ? partitionTime : now;
    }
}
