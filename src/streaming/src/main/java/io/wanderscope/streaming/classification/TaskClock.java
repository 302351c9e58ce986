package io.wanderscope.streaming.classification;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The wall clock of a task. Kafka Streams reads its clock once for many records, although batches between them take
 * time; this clock adds the nanoseconds since Kafka Streams last read it.
 */
final class TaskClock {
    private final LongSupplier systemTime;
    private final LongSupplier nanoTime;
    private long lastReading = -1;
    private long nanosAtReading;

    /**
     * Reads both clocks.
     *
     * @param systemTime as Kafka Streams read it last, milliseconds since 1970
     * @param nanoTime nanoseconds from any origin
     */
    TaskClock(LongSupplier systemTime, LongSupplier nanoTime) {
        this.systemTime = systemTime;
        this.nanoTime = nanoTime;
    }

    Instant now() {
        long nanos = nanosSinceReading();
        return Instant.ofEpochMilli(lastReading).plusNanos(nanos);
    }

    /** {@link #now()} in milliseconds since 1970. */
    long millis() {
        long nanos = nanosSinceReading();
        return lastReading + TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private long nanosSinceReading() {
        long reading = systemTime.getAsLong();
        long nanos = nanoTime.getAsLong();
        if (reading != lastReading) {
            lastReading = reading;
            nanosAtReading = nanos;
        }
        return nanos - nanosAtReading;
    }

    /** Starts a stopwatch. */
    Stopwatch start() {
        long start = nanoTime.getAsLong();
        return () -> Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** Measures the time since it was started. */
    interface Stopwatch {
        Duration elapsed();
    }
}
