package io.wanderscope.streaming;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The positions of the open tracks, one entry per track and frame: taking in a position writes that position only. */
final class PositionStore {
    private final KeyValueStore<PositionKey, StoredPosition> positions;

    PositionStore(KeyValueStore<PositionKey, StoredPosition> positions) {
        this.positions = positions;
    }

    /** Stores a position unless the track has one in that frame; says whether it did. */
    boolean addIfAbsent(TrackIdentity track, long frame, StoredPosition position) {
        return positions.putIfAbsent(new PositionKey(track, frame), position) == null;
    }

    /**
     * The positions of the latest frames among the first {@code accepted} of a track, ascending by frame.
     *
     * @param accepted how many of the accepted positions are asked about
     * @param most most positions to return
     */
    List<ObservedPosition> latest(TrackIdentity track, long accepted, int most) {
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

    /**
     * Deletes the positions of a track's earliest frames, at most {@code count}; returns the first frame after them.
     */
    long forgetEarliest(TrackIdentity track, long count) {
        long firstFrameAfter = 0;
        try (KeyValueIterator<PositionKey, StoredPosition> ascending =
                positions.range(PositionKey.first(track), PositionKey.last(track))) {
            for (long forgotten = 0; forgotten < count && ascending.hasNext(); forgotten++) {
                PositionKey earliest = ascending.next().key;
                positions.delete(earliest);
                firstFrameAfter = earliest.frame() + 1;
            }
        }
        return firstFrameAfter;
    }

    /** Deletes all positions of a track. */
    void forget(TrackIdentity track) {
        forgetEarliest(track, Long.MAX_VALUE);
    }
}
