package io.wanderscope.streaming;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record's own timestamp. A record without one takes the time of its partition: Kafka Streams would stop at it or
 * drop it unseen, and neither is an outcome that a position may have. A record from the future takes the time of this
 * machine's clock: stream time never goes back, so it would stand still for all others until they have caught up.
 * Thread-safe.
 */
final class RecordTime implements TimestampExtractor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTime.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private final long maximumAhead;
    private final InstantSource clock;
    private final StreamMetrics metrics;
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

    RecordTime(Duration maximumAhead, InstantSource clock, StreamMetrics metrics) {
        this.maximumAhead = maximumAhead.toMillis();
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        if (record.timestamp() < 0) {
            return partitionTime >= 0 ? partitionTime : now;
        }
        if (record.timestamp() - now > maximumAhead) {
            metrics.ahead();
            warn(record, now);
            return now;
        }
        return record.timestamp();
    }

    private void warn(ConsumerRecord<Object, Object> record, long now) {
        long next = nextWarning.get();
        if (now >= next && nextWarning.compareAndSet(next, now + BETWEEN_WARNINGS)) {
            LOG.warn(
                    "event=record_from_the_future topic={} partition={} offset={} ahead_ms={} reason=\"its timestamp is"
                            + " more than {} ahead of this machine's clock; set the clock of its producer\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp() - now,
                    TimeSettings.MAXIMUM_AHEAD);
        }
    }
}
