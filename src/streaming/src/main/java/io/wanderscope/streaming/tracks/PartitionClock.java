package io.wanderscope.streaming.tracks;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * For how long a partition has been heard, in milliseconds from its first record on. Where stream time jumps, because a
 * clock was set or because another recording with other times begins, this clock goes on by its longest step only. So
 * no record by itself makes those tracks silent that were heard a moment ago.
 *
 * <p>Its reading lies in a store, so that the same input gives the same results after a restart.
 */
public final class PartitionClock {
    private static final int ONLY_KEY = 0;

    private final KeyValueStore<Integer, Reading> store;
    private final long longestStep;
    private Reading reading;

    /**
     * What the clock shows.
     *
     * @param streamTime latest stream time that it was told, milliseconds since 1970
     * @param elapsed for how long the partition had been heard by then, milliseconds
     */
    record Reading(long streamTime, long elapsed) {}

    /**
     * Goes on where it was before a restart.
     *
     * @param longestStep most milliseconds by which one record moves it, above 0
     */
    public PartitionClock(KeyValueStore<Integer, Reading> store, long longestStep) {
        this.store = store;
        this.longestStep = longestStep;
        this.reading = store.get(ONLY_KEY);
    }

    /** Tells it the stream time of a record, and returns for how long the partition has been heard now. */
    long tell(long streamTime) {
        if (reading == null) {
            reading = new Reading(streamTime, 0);
            write();
        } else if (streamTime > reading.streamTime()) {
            long step = Math.min(longestStep, streamTime - reading.streamTime());
            reading = new Reading(streamTime, reading.elapsed() + step);
            write();
        }
        return reading.elapsed();
    }

    /** For how long the partition has been heard; 0 before its first record. */
    long elapsed() {
        return reading == null ? 0 : reading.elapsed();
    }

    /** Writes its reading again, so that there is something to commit. */
    public void write() {
        if (reading != null) {
            store.put(ONLY_KEY, reading);
        }
    }
}
