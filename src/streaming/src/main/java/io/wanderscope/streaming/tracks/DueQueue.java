package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The results that are due, in the order in which they fell due. They wait in a store, so a crash loses none. Only this
 * class writes that store and numbers its entries.
 */
public final class DueQueue {
    private final KeyValueStore<Long, DueResult> waiting;
    private long nextSequence;
    private int size;

    /** Resumes with what the store holds from before a restart. */
    DueQueue(KeyValueStore<Long, DueResult> waiting) {
        this.waiting = waiting;
        try (KeyValueIterator<Long, DueResult> all = waiting.all()) {
            while (all.hasNext()) {
                nextSequence = all.next().key + 1;
                size++;
            }
        }
    }

    /** How many results are due. */
    public int size() {
        return size;
    }

    /** The results that have waited longest, at most {@code limit}, longest first. */
    public List<DueResult> oldest(int limit) {
        List<DueResult> oldest = new ArrayList<>();
        try (KeyValueIterator<Long, DueResult> all = waiting.all()) {
            while (oldest.size() < limit && all.hasNext()) {
                oldest.add(all.next().value);
            }
        }
        return oldest;
    }

    /** When the oldest result fell due, wall-clock milliseconds since 1970; empty when none is due. */
    public OptionalLong waitingSince() {
        return oldest(1).stream().mapToLong(DueResult::dueSince).findFirst();
    }

    /**
     * Adds a result at the end.
     *
     * @param state of the track, with this result counted
     * @param now wall-clock time, milliseconds since 1970
     */
    void add(TrackKey track, ResultStatus status, TrackState state, long now) {
        waiting.put(nextSequence, DueResult.of(nextSequence, track, status, state, now));
        nextSequence++;
        size++;
    }

    void remove(DueResult due) {
        waiting.delete(due.sequence());
        size--;
    }
}
