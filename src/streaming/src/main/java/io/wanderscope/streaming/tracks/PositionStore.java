package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The positions of the open tracks, one entry per track and frame: accepting a position writes that position only. */
final class PositionStore {
    private final KeyValueStore<PositionKey, StoredPosition> positions;

    PositionStore(KeyValueStore<PositionKey, StoredPosition> positions) {
        this.positions = positions;
    }

    /**
     * Stores a position unless the frame already has a position that was accepted before.
     *
     * <p>If the frame has a position that the track's state does not count yet, it comes from before a crash under
     * at-least-once; it is overwritten.
     *
     * @return whether the position was stored
     */
    boolean add(TrackKey track, long frame, StoredPosition position) {
        PositionKey key = new PositionKey(track, frame);
        StoredPosition before = positions.get(key);
        if (before != null && before.ordinal() < position.ordinal()) {
            return false;
        }
        positions.put(key, position);
        return true;
    }

    /**
     * Among the first positions that a track accepted, those of the latest frames, ascending by frame.
     *
     * @param accepted number of accepted positions to consider, counted from the first
     * @param limit maximum number of positions to return
     */
    List<ObservedPosition> latest(TrackKey track, long accepted, int limit) {
        List<ObservedPosition> latest = new ArrayList<>();
        try (KeyValueIterator<PositionKey, StoredPosition> descending =
                positions.reverseRange(PositionKey.first(track), PositionKey.last(track))) {
            while (latest.size() < limit && descending.hasNext()) {
                KeyValue<PositionKey, StoredPosition> entry = descending.next();
                if (entry.value.ordinal() <= accepted) {
                    latest.add(entry.value.at(entry.key.frame()));
                }
            }
        }
        Collections.reverse(latest);
        return latest;
    }

    /**
     * The frame after the last of {@code count} positions of a track.
     *
     * @param frame where to start counting
     * @param count at least 1
     */
    long firstFrameAfter(TrackKey track, long frame, long count) {
        long last = frame;
        try (KeyValueIterator<PositionKey, StoredPosition> ascending =
                positions.range(new PositionKey(track, frame), PositionKey.last(track))) {
            for (long passed = 0; passed < count && ascending.hasNext(); passed++) {
                last = ascending.next().key.frame();
            }
        }
        return last + 1;
    }

    /** Deletes a track's positions of earlier frames. */
    void deleteBefore(TrackKey track, long frame) {
        if (frame > 0) {
            delete(PositionKey.first(track), new PositionKey(track, frame - 1));
        }
    }

    /** Deletes all positions of a track. */
    void deleteAll(TrackKey track) {
        delete(PositionKey.first(track), PositionKey.last(track));
    }

    private void delete(PositionKey first, PositionKey last) {
        List<PositionKey> keys = new ArrayList<>();
        try (KeyValueIterator<PositionKey, StoredPosition> ascending = positions.range(first, last)) {
            ascending.forEachRemaining(entry -> keys.add(entry.key));
        }
        // Not while iterating: the iterator would miss what a full cache writes to the store in the meantime.
        keys.forEach(positions::delete);
    }
}
