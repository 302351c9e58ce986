package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/** The binary layout of a track's state, group by group as {@link TrackState} has them. Layout 2 can still be read. */
final class TrackStateSerde {
    private static final int LAYOUT = 3;
    private static final int LAYOUT_WITHOUT_GROUPS = 2;
    private static final int FIXED_BYTES = 10 * Long.BYTES + 2 * Integer.BYTES + 1;

    private TrackStateSerde() {}

    static Serde<TrackState> create() {
        return BinarySerdes.versioned(
                LAYOUT,
                TrackStateSerde::write,
                Map.of(LAYOUT, TrackStateSerde::read, LAYOUT_WITHOUT_GROUPS, TrackStateSerde::readWithoutGroups));
    }

    private static ByteBuffer write(TrackState state) {
        byte[] unit = BinarySerdes.utf8(state.opening().lengthUnit());
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + unit.length);
        BinarySerdes.putText(bytes, unit)
                .putLong(state.opening().firstFrame())
                .putLong(StoreSerdes.microseconds(state.opening().firstTime()));
        bytes.putLong(state.counts().accepted()).putLong(state.counts().duplicates());
        bytes.putLong(state.window().oldestFrame()).putLong(state.window().stored());
        bytes.putLong(state.activity().streamTime())
                .putLong(state.activity().elapsed())
                .putLong(state.activity().offset());
        return bytes.putInt(state.progress().revision())
                .putLong(state.progress().sinceDue())
                .put((byte) (state.progress().ending() ? 1 : 0));
    }

    /** The arguments are read in the order in which they are written here, as Java evaluates them. */
    private static TrackState read(ByteBuffer bytes) {
        return new TrackState(
                new TrackState.Opening(BinarySerdes.readText(bytes), bytes.getLong(), StoreSerdes.readInstant(bytes)),
                new TrackState.Counts(bytes.getLong(), bytes.getLong()),
                new TrackState.Window(bytes.getLong(), bytes.getLong()),
                new TrackState.Activity(bytes.getLong(), bytes.getLong(), bytes.getLong()),
                new TrackState.Progress(bytes.getInt(), bytes.getLong(), bytes.get() == 1));
    }

    private static TrackState readWithoutGroups(ByteBuffer bytes) {
        long accepted = bytes.getLong();
        long sinceDue = bytes.getLong();
        long stored = bytes.getLong();
        long duplicates = bytes.getLong();
        long oldestFrame = bytes.getLong();
        int revision = bytes.getInt();
        TrackState.Activity activity = new TrackState.Activity(bytes.getLong(), bytes.getLong(), bytes.getLong());
        long firstFrame = bytes.getLong();
        Instant firstTime = StoreSerdes.readInstant(bytes);
        boolean ending = bytes.get() == 1;
        return new TrackState(
                new TrackState.Opening(BinarySerdes.readText(bytes), firstFrame, firstTime),
                new TrackState.Counts(accepted, duplicates),
                new TrackState.Window(oldestFrame, stored),
                activity,
                new TrackState.Progress(revision, sinceDue, ending));
    }
}
