package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.time.Instant;
import java.util.List;

/** A position as tests write it. */
record ObservedPosition(long frame, double x, double y, Instant time) {
    /** Positions that were accepted in the order of the list. */
    static TrackPositions inOrder(List<ObservedPosition> positions) {
        TrackPositions accepted = new TrackPositions();
        for (ObservedPosition each : positions) {
            accepted.add(accepted.size() + 1, each.frame(), each.x(), each.y(), BinarySerdes.microseconds(each.time()));
        }
        return accepted;
    }
}
