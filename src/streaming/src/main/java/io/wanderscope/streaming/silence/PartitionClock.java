package io.wanderscope.streaming.silence;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Measures for how long a partition has been active, in milliseconds from its first record. It follows stream time, but
 * one record advances it by at most {@code longestStep}. So when stream time jumps, because a clock was set or a
 * recording from another time begins, no single record makes a recently active track inactive.
 *
 * <p>The same input gives the same results after a restart, because its latest reading can be found again: in the state of
 * the track whose record it was, or in its own store, where it is written whenever no state has it.
 */
public final class PartitionClock {
    /**
     * How many longest steps make up the inactivity. Where frames are far apart, each advances the clock by one such
     * step, and a track that misses this many successive frames ends. With fewer steps, it would end in a gap that
     * interpolation could fill (by default, up to 5 frames).
     */
    private static final int STEPS_OF_INACTIVITY = 8;

    private static final int LAYOUT = 2;

    private static final int ONLY_KEY = 0;

    private static final Comparator<Reading> LATEST_LAST =
            Comparator.comparingLong(Reading::elapsed).thenComparingLong(Reading::streamTime);

    private final KeyValueStore<Integer, Reading> store;
    private final long longestStep;
    private @Nullable Reading reading;
    private @Nullable Reading written;

    /**
     * A reading of the clock.
     *
     * @param streamTime latest stream time it has seen, milliseconds since 1970
     * @param elapsed for how long the partition had been active by then, milliseconds
     */
    public record Reading(long streamTime, long elapsed) {}

    /**
     * Resumes with its reading from before a restart.
     *
     * @param longestStep maximum number of milliseconds by which one record advances it, above 0
     */
    public PartitionClock(KeyValueStore<Integer, Reading> store, long longestStep) {
        this.store = store;
        this.longestStep = longestStep;
        this.written = store.get(ONLY_KEY);
        this.reading = written;
    }

    /**
     * The maximum step by which one record advances the clock, given the inactivity that ends a track; at least 1 ms.
     */
    public static Duration longestStep(Duration inactivity) {
        return Duration.ofMillis(Math.max(1, inactivity.toMillis() / STEPS_OF_INACTIVITY));
    }

    /** The layout of its store. */
    public static Serde<Reading> serde() {
        return BinarySerdes.versioned(
                LAYOUT,
                reading -> ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(reading.streamTime())
                        .putLong(reading.elapsed()),
                Map.of(LAYOUT, bytes -> new Reading(bytes.getLong(), bytes.getLong())));
    }

    /** Resumes with a reading that was kept elsewhere, unless it has resumed with a later one. */
    public void resume(Reading other) {
        if (reading == null || LATEST_LAST.compare(reading, other) < 0) {
            reading = other;
        }
    }

    /** Advances the clock to a record's stream time, and returns {@link #elapsed()}. */
    public long advanceTo(long streamTime) {
        if (reading == null) {
            reading = new Reading(streamTime, 0);
        } else if (streamTime > reading.streamTime()) {
            long step = Math.min(longestStep, streamTime - reading.streamTime());
            reading = new Reading(streamTime, reading.elapsed() + step);
        }
        return elapsed();
    }

    /** For how long the partition has been active, milliseconds; 0 before its first record. */
    public long elapsed() {
        return reading == null ? 0 : reading.elapsed();
    }

    /** Writes its reading to its store, whether it has changed or not: then there is something to commit. */
    public void write() {
        if (reading != null) {
            store.put(ONLY_KEY, reading);
            written = reading;
        }
    }

    /** Writes its reading to its store if that has another. */
    public void writeIfChanged() {
        if (!Objects.equals(reading, written)) {
            write();
        }
    }
}
