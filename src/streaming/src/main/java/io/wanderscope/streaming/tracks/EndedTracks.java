package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which tracks have ended, and when, so that a late position does not open a new track. An entry counts until its
 * retention has passed in stream time; it is deleted some time later.
 */
final class EndedTracks {
    /**
     * Maximum number of entries checked at a time, so that a punctuation stays short however many tracks have ended.
     */
    private static final int MAX_ENTRIES_PER_SWEEP = 10_000;

    private final KeyValueStore<TrackKey, Long> ended;
    private final long retention;
    private @Nullable TrackKey next;

    EndedTracks(KeyValueStore<TrackKey, Long> ended, Duration retention) {
        this.ended = ended;
        this.retention = retention.toMillis();
    }

    boolean contains(TrackKey track, long streamTime) {
        Long end = ended.get(track);
        return end != null && !isExpired(end, streamTime);
    }

    void add(TrackKey track, long end) {
        ended.put(track, end);
    }

    /** Deletes expired entries among the next ones, and starts over after the last. */
    void deleteExpired(long streamTime) {
        List<TrackKey> expired = new ArrayList<>();
        try (KeyValueIterator<TrackKey, Long> entries = next == null ? ended.all() : ended.range(next, null)) {
            for (int seen = 0; seen < MAX_ENTRIES_PER_SWEEP && entries.hasNext(); seen++) {
                KeyValue<TrackKey, Long> entry = entries.next();
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
