package io.wanderscope.streaming.population;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;

/**
 * A track that is not yet in the stored sums.
 *
 * @param ordinal how many tracks of its acquisition came before it
 * @param windowStart start of the time window in which it ended; if it is late, of that in which it arrived
 * @param isLate whether its own time window is no longer kept: it counts for the whole acquisition only
 * @param arrived stream time when it arrived, milliseconds since 1970
 */
record PendingTrack(long ordinal, long windowStart, boolean isLate, long arrived, Contribution contribution)
        implements PopulationEntry {
    /** The same track under the present length of windows, in milliseconds, and model; it may have been stored under others. */
    PendingTrack under(long window, int model) {
        long start = Math.floorDiv(windowStart, window) * window;
        return new PendingTrack(ordinal, start, isLate, arrived, contribution.answeredBy(model));
    }

    @Override
    public int layout() {
        return LAYOUT_OF_PENDING;
    }

    @Override
    public ByteBuffer write() {
        ByteBuffer buffer = ByteBuffer.allocate(3 * BinarySerdes.MAX_NUMBER_BYTES + 1 + contribution.maximumBytes());
        BinarySerdes.putNumber(buffer, ordinal);
        BinarySerdes.putNumber(buffer, windowStart);
        BinarySerdes.putNumber(buffer, arrived);
        return contribution.put(buffer.put((byte) (isLate ? 1 : 0)));
    }

    static PendingTrack read(ByteBuffer buffer) {
        long ordinal = BinarySerdes.readNumber(buffer);
        long windowStart = BinarySerdes.readNumber(buffer);
        long arrived = BinarySerdes.readNumber(buffer);
        boolean isLate = buffer.get() == 1;
        return new PendingTrack(ordinal, windowStart, isLate, arrived, Contribution.read(buffer));
    }
}
