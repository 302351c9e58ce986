package io.wanderscope.streaming.silence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which tracks or fields have ended, and when, so that a late record does not open a new one. An entry counts until its
 * retention has passed in stream time; it is deleted some time later.
 *
 * @param <K> identifies what has ended
 */
public final class EndedNames<K> {
    /**
     * Maximum number of entries checked at a time, so that a punctuation stays short however many have ended.
     */
    private static final int MAX_ENTRIES_PER_SWEEP = 10_000;

    private final KeyValueStore<K, Long> ended;
    private final long retention;
    private @Nullable K next;

    /**
     * On a store.
     *
     * @param retention how long an entry counts, in stream time
     */
    public EndedNames(KeyValueStore<K, Long> ended, Duration retention) {
        this.ended = ended;
        this.retention = retention.toMillis();
    }

    /** Whether it has ended and is still remembered. */
    public boolean contains(K name, long streamTime) {
        Long end = ended.get(name);
        return end != null && !isExpired(end, streamTime);
    }

    /** Remembers that it has ended, at a stream time. */
    public void add(K name, long end) {
        ended.put(name, end);
    }

    /** Deletes expired entries among the next ones, and starts over after the last. */
    public void deleteExpired(long streamTime) {
        List<K> expired = new ArrayList<>();
        try (KeyValueIterator<K, Long> entries = next == null ? ended.all() : ended.range(next, null)) {
            for (int seen = 0; seen < MAX_ENTRIES_PER_SWEEP && entries.hasNext(); seen++) {
                KeyValue<K, Long> entry = entries.next();
                if (isExpired(entry.value, streamTime)) {
                    expired.add(entry.key);
                }
            }
            next = entries.hasNext() ? entries.peekNextKey() : null;
        }
        expired.forEach(ended::delete);
    }

    private boolean isExpired(long end, long streamTime) {
        return streamTime - end >= retention;
    }
}
