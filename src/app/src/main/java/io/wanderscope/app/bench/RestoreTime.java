package io.wanderscope.app.bench;

import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How long a stream that starts reads changelogs: from the beginning of the first store that has any to the end of the
 * last. Waiting for the group and whatever else a start takes is not in it. Thread-safe.
 */
final class RestoreTime implements StateRestoreListener {
    private final LongSupplier nanoTime;
    private boolean isBegun;
    private long begin;
    private long end;

    RestoreTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (!isBegun && from < to) {
            isBegun = true;
            begin = nanoTime.getAsLong();
            end = begin;
        }
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long to, long records) {}

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long records) {
        if (records > 0) {
            end = nanoTime.getAsLong();
        }
    }

    /** In seconds; 0 if nothing was read. */
    synchronized double seconds() {
        return (end - begin) / 1e9;
    }
}
