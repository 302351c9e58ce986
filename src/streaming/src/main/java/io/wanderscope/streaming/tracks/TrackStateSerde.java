package io.wanderscope.streaming.tracks;

import static io.wanderscope.streaming.stores.BinarySerdes.putNumber;
import static io.wanderscope.streaming.stores.BinarySerdes.readNumber;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/**
 * The binary layout of a track's entry: its state, group by group as {@link TrackState} has them, and its latest
 * positions. Layouts 2 and 3 can still be read; they had no positions, because each had an entry of its own.
 */
final class TrackStateSerde {
    private static final int LAYOUT = 4;
    private static final int LAYOUT_WITHOUT_POSITIONS = 3;
    private static final int LAYOUT_WITHOUT_GROUPS = 2;
    private static final int NUMBERS = 14;

    private TrackStateSerde() {}

    static Serde<StoredTrack> create() {
        return BinarySerdes.versioned(
                LAYOUT,
                TrackStateSerde::write,
                Map.of(
                        LAYOUT, TrackStateSerde::read,
                        LAYOUT_WITHOUT_POSITIONS, withoutPositions(TrackStateSerde::readGroups),
                        LAYOUT_WITHOUT_GROUPS, withoutPositions(TrackStateSerde::readWithoutGroups)));
    }

    private static ByteBuffer write(StoredTrack track) {
        TrackState state = track.state();
        byte[] unit = BinarySerdes.utf8(state.opening().lengthUnit());
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES
                + unit.length
                + NUMBERS * BinarySerdes.MAX_NUMBER_BYTES
                + PositionLayout.maximumBytes(track.latest()));
        BinarySerdes.putText(bytes, unit);
        putNumber(bytes, state.opening().firstFrame());
        putNumber(bytes, BinarySerdes.microseconds(state.opening().firstTime()));
        putNumber(bytes, state.counts().accepted());
        putNumber(bytes, state.counts().duplicates());
        putNumber(bytes, state.window().oldestFrame());
        putNumber(bytes, state.window().stored());
        putNumber(bytes, state.activity().streamTime());
        putNumber(bytes, state.activity().elapsed());
        putNumber(bytes, state.activity().offset());
        putNumber(bytes, state.progress().revision());
        putNumber(bytes, state.progress().sinceDue());
        putNumber(bytes, state.progress().ending() ? 1 : 0);
        putNumber(bytes, state.storage().singles());
        putNumber(bytes, state.storage().firstBlock());
        return PositionLayout.put(
                bytes, track.positions(), track.from(), track.positions().size());
    }

    /** The arguments are read in the order in which they are written here, as Java evaluates them. */
    private static StoredTrack read(ByteBuffer bytes) {
        TrackState state = new TrackState(
                new TrackState.Opening(
                        BinarySerdes.readText(bytes), readNumber(bytes), BinarySerdes.instant(readNumber(bytes))),
                new TrackState.Counts(readNumber(bytes), readNumber(bytes)),
                new TrackState.Window(readNumber(bytes), readNumber(bytes)),
                new TrackState.Activity(readNumber(bytes), readNumber(bytes), readNumber(bytes)),
                new TrackState.Progress((int) readNumber(bytes), readNumber(bytes), readNumber(bytes) == 1),
                new TrackState.Storage(readNumber(bytes), readNumber(bytes)));
        return new StoredTrack(state, PositionLayout.read(bytes), 0);
    }

    /** All positions accepted by then have entries of their own. */
    private static Function<ByteBuffer, StoredTrack> withoutPositions(Function<ByteBuffer, TrackState> read) {
        return bytes -> new StoredTrack(read.apply(bytes), new TrackPositions(), 0);
    }

    private static TrackState readGroups(ByteBuffer bytes) {
        TrackState.Opening opening = new TrackState.Opening(
                BinarySerdes.readText(bytes), bytes.getLong(), BinarySerdes.instant(bytes.getLong()));
        TrackState.Counts counts = new TrackState.Counts(bytes.getLong(), bytes.getLong());
        return new TrackState(
                opening,
                counts,
                new TrackState.Window(bytes.getLong(), bytes.getLong()),
                new TrackState.Activity(bytes.getLong(), bytes.getLong(), bytes.getLong()),
                new TrackState.Progress(bytes.getInt(), bytes.getLong(), bytes.get() == 1),
                allSingle(counts));
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
        Instant firstTime = BinarySerdes.instant(bytes.getLong());
        boolean ending = bytes.get() == 1;
        TrackState.Counts counts = new TrackState.Counts(accepted, duplicates);
        return new TrackState(
                new TrackState.Opening(BinarySerdes.readText(bytes), firstFrame, firstTime),
                counts,
                new TrackState.Window(oldestFrame, stored),
                activity,
                new TrackState.Progress(revision, sinceDue, ending),
                allSingle(counts));
    }

    private static TrackState.Storage allSingle(TrackState.Counts counts) {
        return new TrackState.Storage(counts.accepted(), PositionStore.blockOf(counts.accepted() + 1));
    }
}
