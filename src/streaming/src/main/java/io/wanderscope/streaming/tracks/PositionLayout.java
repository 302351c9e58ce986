package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.stores.BinarySerdes.putNumber;
import static io.wanderscope.streaming.stores.BinarySerdes.readNumber;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;

/**
 * The binary layout of some positions, in a block or beside a track's state. Ordinals, frames and times are written as
 * differences from those of the position before: a position takes about 21 bytes.
 */
final class PositionLayout {
    private static final int MAX_BYTES_PER_POSITION = 2 * Double.BYTES + 3 * BinarySerdes.MAX_NUMBER_BYTES;

    private PositionLayout() {}

    /** How many bytes a number of positions takes at most. */
    static int maximumBytes(int positions) {
        return BinarySerdes.MAX_NUMBER_BYTES + positions * MAX_BYTES_PER_POSITION;
    }

    /** Writes the positions from one index to before another. */
    static ByteBuffer put(ByteBuffer bytes, TrackPositions positions, int from, int to) {
        putNumber(bytes, to - from);
        long ordinal = 0;
        long frame = 0;
        long time = 0;
        for (int index = from; index < to; index++) {
            putNumber(bytes, positions.ordinal(index) - ordinal);
            putNumber(bytes, positions.frame(index) - frame);
            putNumber(bytes, positions.time(index) - time);
            bytes.putDouble(positions.x(index)).putDouble(positions.y(index));
            ordinal = positions.ordinal(index);
            frame = positions.frame(index);
            time = positions.time(index);
        }
        return bytes;
    }

    static TrackPositions read(ByteBuffer bytes) {
        int size = (int) readNumber(bytes);
        TrackPositions positions = new TrackPositions(size);
        long ordinal = 0;
        long frame = 0;
        long time = 0;
        for (int index = 0; index < size; index++) {
            ordinal += readNumber(bytes);
            frame += readNumber(bytes);
            time += readNumber(bytes);
            positions.add(ordinal, frame, bytes.getDouble(), bytes.getDouble(), time);
        }
        return positions;
    }
}
