package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which tracks have ended, and when. This is what tells a late position from a new track, for as long as it is retained
 * in stream time. Whether an entry counts depends on stream time alone; when it is deleted, on chance.
 */
public final class EndedTracks {
    /** Most entries looked at in one go, so that a punctuation stays short however many tracks there were. */
    private static final int MOST_AT_ONCE = 10_000;

    private final KeyValueStore<TrackIdentity, Long> ended;
    private final long retention;
    private TrackIdentity next;

    public EndedTracks(KeyValueStore<TrackIdentity, Long> ended, Duration retention) {
        this.ended = ended;
        this.retention = retention.toMillis();
    }

    boolean contains(TrackIdentity track, long streamTime) {
        Long end = ended.get(track);
        return end != null && !isExpired(end, streamTime);
    }

    void add(TrackIdentity track, long end) {
        ended.put(track, end);
    }

    /** Deletes expired entries among the next ones, starting over after the last. */
    void forgetExpired(long streamTime) {
        List<TrackIdentity> expired = new ArrayList<>();
        try (KeyValueIterator<TrackIdentity, Long> entries = next == null ? ended.all() : ended.range(next, null)) {
            for (int seen = 0; seen < MOST_AT_ONCE && entries.hasNext(); seen++) {
                KeyValue<TrackIdentity, Long> entry = entries.next();
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
