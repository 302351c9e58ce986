package io.wanderscope.streaming.tracks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The results that wait for their batch, in the order in which they fell due. Lives in a store, so a crash loses none.
 */
public final class DueQueue {
    private final KeyValueStore<Long, DueResult> waiting;
    private long nextSequence;
    private int size;

    /** Takes up what the store holds from before a restart. */
    public DueQueue(KeyValueStore<Long, DueResult> waiting) {
        this.waiting = waiting;
        try (KeyValueIterator<Long, DueResult> all = waiting.all()) {
            while (all.hasNext()) {
                nextSequence = all.next().key + 1;
                size++;
            }
        }
    }

    public int size() {
        return size;
    }

    long nextSequence() {
        return nextSequence;
    }

    void add(DueResult due) {
        waiting.put(due.sequence(), due);
        nextSequence = due.sequence() + 1;
        size++;
    }

    /** The results that have waited longest, at most {@code most}, in order. */
    public List<DueResult> oldest(int most) {
        List<DueResult> oldest = new ArrayList<>();
        try (KeyValueIterator<Long, DueResult> all = waiting.all()) {
            while (oldest.size() < most && all.hasNext()) {
                oldest.add(all.next().value);
            }
        }
        return oldest;
    }

    /** Since when the first of them waits, wall-clock milliseconds since 1970; empty when none does. */
    public OptionalLong waitingSince() {
        return oldest(1).stream().mapToLong(DueResult::dueSince).findFirst();
    }

    void remove(DueResult due) {
        waiting.delete(due.sequence());
        size--;
    }
}
