package io.wanderscope.streaming.intake;

import io.wanderscope.streaming.TimeSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record's own timestamp. A record without one takes the time of its partition: Kafka Streams would stop at it or
 * drop it unseen, and neither is an outcome that a record may have. A record from the future moves the time of its
 * partition by a second at most, and not past this machine's clock: stream time never goes back, so it would stand still
 * for all others until they have caught up. Thread-safe.
 */
public final class RecordTime implements TimestampExtractor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTime.class);
    private static final long STEP = Duration.ofSeconds(1).toMillis();
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private final long maximumAhead;
    private final InstantSource clock;
    private final Runnable ahead;
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

    /**
     * Reads timestamps.
     *
     * @param ahead told of each record from the future
     */
    public RecordTime(Duration maximumAhead, InstantSource clock, Runnable ahead) {
        this.maximumAhead = maximumAhead.toMillis();
        this.clock = clock;
        this.ahead = ahead;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        if (record.timestamp() < 0) {
            return partitionTime >= 0 ? partitionTime : now;
        }
        if (record.timestamp() - now > maximumAhead) {
            ahead.run();
            warn(record, now);
            return partitionTime < 0 ? now : Math.max(partitionTime, Math.min(now, partitionTime + STEP));
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
