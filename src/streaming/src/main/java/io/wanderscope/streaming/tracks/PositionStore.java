package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The positions of the open tracks, one entry per track and frame: taking in a position writes that position only. */
public final class PositionStore {
    private final KeyValueStore<PositionKey, StoredPosition> positions;

    public PositionStore(KeyValueStore<PositionKey, StoredPosition> positions) {
        this.positions = positions;
    }

    /**
     * Stores a position unless the track has an earlier one in that frame; says whether it did. One that is no earlier was
     * left there by a crash under at-least-once, before its track knew of it.
     */
    boolean add(TrackIdentity track, long frame, StoredPosition position) {
        PositionKey key = new PositionKey(track, frame);
        StoredPosition before = positions.get(key);
        if (before != null && before.ordinal() < position.ordinal()) {
            return false;
        }
        positions.put(key, position);
        return true;
    }

    /**
     * The positions of the latest frames among the first {@code accepted} of a track, ascending by frame.
     *
     * @param accepted how many of the accepted positions are asked about
     * @param most most positions to return
     */
    public List<ObservedPosition> latest(TrackIdentity track, long accepted, int most) {
        List<ObservedPosition> latest = new ArrayList<>();
        try (KeyValueIterator<PositionKey, StoredPosition> descending =
                positions.reverseRange(PositionKey.first(track), PositionKey.last(track))) {
            while (latest.size() < most && descending.hasNext()) {
                KeyValue<PositionKey, StoredPosition> entry = descending.next();
                if (entry.value.ordinal() <= accepted) {
                    latest.add(entry.value.at(entry.key.frame()));
                }
            }
        }
        Collections.reverse(latest);
        return latest;
    }

    /** The first frame after so many positions of a track, counted from a frame on; at least one. */
    long firstFrameAfter(TrackIdentity track, long frame, long count) {
        long last = frame;
        try (KeyValueIterator<PositionKey, StoredPosition> ascending =
                positions.range(new PositionKey(track, frame), PositionKey.last(track))) {
            for (long passed = 0; passed < count && ascending.hasNext(); passed++) {
                last = ascending.next().key.frame();
            }
        }
        return last + 1;
    }

    /** Deletes the positions of a track's frames before this one. */
    void forgetBefore(TrackIdentity track, long frame) {
        if (frame > 0) {
            delete(PositionKey.first(track), new PositionKey(track, frame - 1));
        }
    }

    /** Deletes all positions of a track. */
    void forget(TrackIdentity track) {
        delete(PositionKey.first(track), PositionKey.last(track));
    }

    private void delete(PositionKey first, PositionKey last) {
        List<PositionKey> keys = new ArrayList<>();
        try (KeyValueIterator<PositionKey, StoredPosition> ascending = positions.range(first, last)) {
            ascending.forEachRemaining(entry -> keys.add(entry.key));
        }
        // Not while iterating: what a full cache writes to the store meanwhile would be missed.
        keys.forEach(positions::delete);
    }
}
