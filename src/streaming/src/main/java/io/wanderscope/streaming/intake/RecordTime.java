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
 * The effective timestamp of a record: its own, with two exceptions. Thread-safe.
 *
 * <p>A record without a timestamp gets its partition's time; otherwise Kafka Streams would stop, or drop the record
 * silently. A record from the future advances its partition's time by at most a second, and never past this machine's
 * clock. Stream time never goes back, so it would otherwise stand still until all other records had caught up.
 */
public final class RecordTime implements TimestampExtractor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTime.class);
    private static final long MAX_STEP_MS = Duration.ofSeconds(1).toMillis();
    private static final long MIN_MS_BETWEEN_WARNINGS = Duration.ofMinutes(1).toMillis();

    private final long maximumAhead;
    private final InstantSource clock;
    private final Runnable onFutureRecord;
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);

    /**
     * Compares timestamps with a clock.
     *
     * @param maximumAhead how far a timestamp may be ahead of the clock
     * @param onFutureRecord runs for each record from the future
     */
    public RecordTime(Duration maximumAhead, InstantSource clock, Runnable onFutureRecord) {
        this.maximumAhead = maximumAhead.toMillis();
        this.clock = clock;
        this.onFutureRecord = onFutureRecord;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = clock.millis();
        if (record.timestamp() < 0) {
            return partitionTime >= 0 ? partitionTime : now;
        }
        if (record.timestamp() - now > maximumAhead) {
            onFutureRecord.run();
            warn(record, now);
            return partitionTime < 0 ? now : Math.max(partitionTime, Math.min(now, partitionTime + MAX_STEP_MS));
        }
        return record.timestamp();
    }

    private void warn(ConsumerRecord<Object, Object> record, long now) {
        long next = nextWarning.get();
        if (now >= next && nextWarning.compareAndSet(next, now + MIN_MS_BETWEEN_WARNINGS)) {
            LOG.warn(
                    "event=record_from_the_future topic={} partition={} offset={} ahead_ms={} reason=\"its timestamp is"
                            + " more than {} ahead of this machine's clock; set its producer's clock\"",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp() - now,
                    TimeSettings.MAXIMUM_AHEAD);
        }
    }
}
