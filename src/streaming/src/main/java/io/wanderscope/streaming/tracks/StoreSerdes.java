package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackIdentity;
import io.wanderscope.streaming.composition.CompositionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.apache.avro.data.TimeConversions.TimestampMicrosConversion;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The binary layouts of the stores and their changelogs. Numbers are big-endian, texts are UTF-8 behind their length in
 * bytes. So a track's bytes are no prefix of another track's, and frames, which are not negative, sort as numbers do.
 */
public final class StoreSerdes {
    private static final TimestampMicrosConversion MICROSECONDS = new TimestampMicrosConversion();

    /** Layout of the values; a change of a layout takes the next number. */
    private static final byte LAYOUT = 2;

    private StoreSerdes() {}

    public static Serde<TrackIdentity> track() {
        return serde(track -> track(track, 0).array(), StoreSerdes::readTrack);
    }

    public static Serde<PositionKey> positionKey() {
        return serde(
                key -> track(key.track(), Long.BYTES).putLong(key.frame()).array(),
                bytes -> new PositionKey(readTrack(bytes), bytes.getLong()));
    }

    public static Serde<CompositionKey> compositionKey() {
        return serde(
                key -> {
                    byte[] acquisition = utf8(key.acquisition());
                    return ByteBuffer.allocate(Long.BYTES + acquisition.length)
                            .putLong(key.windowStart())
                            .put(acquisition)
                            .array();
                },
                bytes -> new CompositionKey(
                        bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString()));
    }

    public static Serde<StoredPosition> position() {
        return versioned(StoreSerdes::writePosition, StoreSerdes::readPosition);
    }

    public static Serde<TrackState> state() {
        return versioned(StoreSerdes::writeState, StoreSerdes::readState);
    }

    public static Serde<DueResult> due() {
        return versioned(StoreSerdes::writeDue, StoreSerdes::readDue);
    }

    public static Serde<PartitionClock.Reading> clock() {
        return versioned(
                reading -> ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(reading.streamTime())
                        .putLong(reading.elapsed()),
                bytes -> new PartitionClock.Reading(bytes.getLong(), bytes.getLong()));
    }

    private static ByteBuffer writePosition(StoredPosition position) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(position.ordinal())
                .putDouble(position.x())
                .putDouble(position.y())
                .putLong(microseconds(position.time()));
    }

    private static StoredPosition readPosition(ByteBuffer bytes) {
        return new StoredPosition(bytes.getLong(), bytes.getDouble(), bytes.getDouble(), readInstant(bytes));
    }

    private static ByteBuffer writeState(TrackState state) {
        byte[] unit = utf8(state.lengthUnit());
        return ByteBuffer.allocate(10 * Long.BYTES + 2 * Integer.BYTES + 1 + unit.length)
                .putLong(state.accepted())
                .putLong(state.sinceResult())
                .putLong(state.stored())
                .putLong(state.duplicates())
                .putLong(state.oldestFrame())
                .putInt(state.revision())
                .putLong(state.lastActivity())
                .putLong(state.lastHeard())
                .putLong(state.lastOffset())
                .putLong(state.firstFrame())
                .putLong(microseconds(state.firstTime()))
                .put((byte) (state.ending() ? 1 : 0))
                .putInt(unit.length)
                .put(unit);
    }

    private static TrackState readState(ByteBuffer bytes) {
        long accepted = bytes.getLong();
        long sinceResult = bytes.getLong();
        long stored = bytes.getLong();
        long duplicates = bytes.getLong();
        long oldestFrame = bytes.getLong();
        int revision = bytes.getInt();
        long lastActivity = bytes.getLong();
        long lastHeard = bytes.getLong();
        long lastOffset = bytes.getLong();
        long firstFrame = bytes.getLong();
        Instant firstTime = readInstant(bytes);
        boolean ending = bytes.get() == 1;
        return new TrackState(
                readText(bytes),
                accepted,
                sinceResult,
                stored,
                duplicates,
                oldestFrame,
                revision,
                lastActivity,
                lastHeard,
                lastOffset,
                firstFrame,
                firstTime,
                ending);
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
        TrackIdentity track = readTrack(bytes);
        ResultStatus status = bytes.get() == 1 ? ResultStatus.FINAL : ResultStatus.LIVE;
        int revision = bytes.getInt();
        long accepted = bytes.getLong();
        long duplicates = bytes.getLong();
        long streamTime = bytes.getLong();
        long dueSince = bytes.getLong();
        return new DueResult(bytes.getLong(), track, status, revision, accepted, duplicates, streamTime, dueSince);
    }

    /** A buffer with the track written and room for as many bytes more. */
    private static ByteBuffer track(TrackIdentity track, int more) {
        byte[] acquisition = utf8(track.acquisition());
        byte[] name = utf8(track.track());
        return ByteBuffer.allocate(2 * Integer.BYTES + acquisition.length + name.length + more)
                .putInt(acquisition.length)
                .put(acquisition)
                .putInt(name.length)
                .put(name);
    }

    private static TrackIdentity readTrack(ByteBuffer bytes) {
        String acquisition = readText(bytes);
        return new TrackIdentity(acquisition, readText(bytes));
    }

    private static String readText(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long microseconds(Instant instant) {
        // Avro's own conversion: any time that can be read from a record can be written again.
        return MICROSECONDS.toLong(instant, null, null);
    }

    private static Instant readInstant(ByteBuffer bytes) {
        return MICROSECONDS.fromLong(bytes.getLong(), null, null);
    }

    /** A value behind a byte that says how it is laid out, so that a later layout can tell it from its own. */
    private static <T> Serde<T> versioned(Function<T, ByteBuffer> write, Function<ByteBuffer, T> read) {
        return serde(
                value -> {
                    byte[] content = write.apply(value).array();
                    return ByteBuffer.allocate(1 + content.length)
                            .put(LAYOUT)
                            .put(content)
                            .array();
                },
                bytes -> {
                    byte layout = bytes.get();
                    if (layout != LAYOUT) {
                        throw new SerializationException("a store holds an entry of layout " + layout
                                + ", written by another version, expected " + LAYOUT
                                + "; stop all instances and run: wanderscope reset");
                    }
                    return read.apply(bytes);
                });
    }

    private static <T> Serde<T> serde(Function<T, byte[]> write, Function<ByteBuffer, T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value),
                (topic, bytes) -> bytes == null ? null : read.apply(ByteBuffer.wrap(bytes)));
    }
}
