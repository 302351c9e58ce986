package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/**
 * The binary layouts of the stores of tracks and their changelogs. Strings are length-prefixed, so a track's bytes are
 * never a prefix of another track's; frames are not negative, so they sort as numbers do, before the negative numbers of
 * blocks.
 */
final class StoreSerdes {
    /** Layout of due results. */
    private static final int LAYOUT = 2;

    private static final int LAYOUT_OF_BLOCKS = 3;
    private static final int LAYOUT_OF_SINGLE_POSITIONS = 2;

    private StoreSerdes() {}

    static Serde<TrackKey> track() {
        return BinarySerdes.plain(track -> track(track, 0), StoreSerdes::readTrack);
    }

    static Serde<PositionKey> positionKey() {
        return BinarySerdes.plain(
                key -> track(key.track(), Long.BYTES).putLong(key.number()),
                bytes -> new PositionKey(readTrack(bytes), bytes.getLong()));
    }

    /** Blocks; read as well is a single position, whose frame is in the key only. */
    static Serde<TrackPositions> positions() {
        return BinarySerdes.versioned(
                LAYOUT_OF_BLOCKS,
                block -> PositionLayout.put(
                        ByteBuffer.allocate(PositionLayout.maximumBytes(block.size())), block, 0, block.size()),
                Map.of(
                        LAYOUT_OF_BLOCKS, PositionLayout::read,
                        LAYOUT_OF_SINGLE_POSITIONS, StoreSerdes::readSinglePosition));
    }

    private static TrackPositions readSinglePosition(ByteBuffer bytes) {
        TrackPositions position = new TrackPositions(1);
        position.add(bytes.getLong(), 0, bytes.getDouble(), bytes.getDouble(), bytes.getLong());
        return position;
    }

    static Serde<StoredTrack> state() {
        return TrackStateSerde.create();
    }

    static Serde<DueResult> due() {
        return versioned(StoreSerdes::writeDue, StoreSerdes::readDue);
    }

    private static ByteBuffer writeDue(DueResult due) {
        return track(due.track(), 5 * Long.BYTES + Integer.BYTES + 1)
                .put((byte) (due.isFinal() ? 1 : 0))
                .putInt(due.revision())
                .putLong(due.accepted())
                .putLong(due.duplicates())
                .putLong(due.streamTime())
                .putLong(due.dueSince())
                .putLong(due.sequence());
    }

    private static DueResult readDue(ByteBuffer bytes) {
        TrackKey track = readTrack(bytes);
        ResultStatus status = bytes.get() == 1 ? ResultStatus.FINAL : ResultStatus.LIVE;
        int revision = bytes.getInt();
        long accepted = bytes.getLong();
        long duplicates = bytes.getLong();
        long streamTime = bytes.getLong();
        long dueSince = bytes.getLong();
        return new DueResult(bytes.getLong(), track, status, revision, accepted, duplicates, streamTime, dueSince);
    }

    /** A buffer that contains the track and has space for {@code more} bytes. */
    private static ByteBuffer track(TrackKey track, int more) {
        byte[] acquisition = BinarySerdes.utf8(track.acquisition());
        byte[] name = BinarySerdes.utf8(track.track());
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + acquisition.length + name.length + more);
        return BinarySerdes.putText(BinarySerdes.putText(bytes, acquisition), name);
    }

    private static TrackKey readTrack(ByteBuffer bytes) {
        return new TrackKey(BinarySerdes.readText(bytes), BinarySerdes.readText(bytes));
    }

    private static <T> Serde<T> versioned(Function<T, ByteBuffer> write, Function<ByteBuffer, T> read) {
        return BinarySerdes.versioned(LAYOUT, write, Map.of(LAYOUT, read));
    }
}
