package io.wanderscope.streaming.linking;

import io.wanderscope.linking.DiffusionMean;
import io.wanderscope.linking.Localisation;
import io.wanderscope.linking.OpenTrack;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The binary layouts of the stores of linking and their changelogs. Strings are length-prefixed, so a field's bytes are never a
 * prefix of another's.
 */
final class LinkingSerdes {
    private static final int LAYOUT = 1;
    private static final int NUMBER = BinarySerdes.MAX_NUMBER_BYTES;

    private static final int HAS_Z = 1;
    private static final int HAS_QUALITY = 2;
    private static final int IS_ENDED = 1;
    private static final int IS_BEHIND = 2;

    private LinkingSerdes() {}

    static Serde<FieldKey> field() {
        return BinarySerdes.plain(field -> key(field, 0), LinkingSerdes::readKey);
    }

    static Serde<FieldSlot> slot() {
        return BinarySerdes.plain(
                slot -> key(slot.field(), Integer.BYTES).putInt(slot.number()),
                bytes -> new FieldSlot(readKey(bytes), bytes.getInt()));
    }

    static Serde<StoredLocalisation> localisation() {
        return versioned(LinkingSerdes::writeLocalisation, LinkingSerdes::readLocalisation);
    }

    static Serde<TrackBlock> tracks() {
        return versioned(LinkingSerdes::writeTracks, LinkingSerdes::readTracks);
    }

    static Serde<FieldState> state() {
        return versioned(LinkingSerdes::writeState, LinkingSerdes::readState);
    }

    private static ByteBuffer key(FieldKey field, int more) {
        byte[] text = BinarySerdes.utf8(field.text());
        return BinarySerdes.putText(ByteBuffer.allocate(Integer.BYTES + text.length + more), text);
    }

    private static FieldKey readKey(ByteBuffer bytes) {
        return FieldKey.of(BinarySerdes.readText(bytes));
    }

    private static ByteBuffer writeLocalisation(StoredLocalisation localisation) {
        Double z = localisation.z();
        Double quality = localisation.quality();
        ByteBuffer bytes = ByteBuffer.allocate(1 + 4 * NUMBER + 5 * Double.BYTES)
                .put((byte) ((z == null ? 0 : HAS_Z) + (quality == null ? 0 : HAS_QUALITY)));
        BinarySerdes.putNumber(bytes, localisation.frame());
        BinarySerdes.putNumber(bytes, localisation.time());
        bytes.putDouble(localisation.x()).putDouble(localisation.y()).putDouble(localisation.error());
        putPresent(bytes, z);
        putPresent(bytes, quality);
        return putActivity(bytes, localisation.activity());
    }

    private static void putPresent(ByteBuffer bytes, @Nullable Double value) {
        if (value != null) {
            bytes.putDouble(value);
        }
    }

    private static StoredLocalisation readLocalisation(ByteBuffer bytes) {
        int flags = bytes.get();
        long frame = BinarySerdes.readNumber(bytes);
        long time = BinarySerdes.readNumber(bytes);
        double x = bytes.getDouble();
        double y = bytes.getDouble();
        double error = bytes.getDouble();
        Double z = (flags & HAS_Z) != 0 ? (Double) bytes.getDouble() : null;
        Double quality = (flags & HAS_QUALITY) != 0 ? (Double) bytes.getDouble() : null;
        return new StoredLocalisation(frame, time, x, y, z, quality, error, readActivity(bytes));
    }

    private static ByteBuffer putActivity(ByteBuffer bytes, StoredLocalisation.Activity activity) {
        BinarySerdes.putNumber(bytes, activity.elapsed());
        return BinarySerdes.putNumber(bytes, activity.offset());
    }

    private static StoredLocalisation.Activity readActivity(ByteBuffer bytes) {
        return new StoredLocalisation.Activity(BinarySerdes.readNumber(bytes), BinarySerdes.readNumber(bytes));
    }

    private static ByteBuffer writeTracks(TrackBlock block) {
        int open = block.open().size();
        int ended = block.ended().size();
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * NUMBER + open * (2 * NUMBER + 6 * Double.BYTES) + ended * 3 * NUMBER);
        BinarySerdes.putNumber(bytes, open);
        for (OpenTrack track : block.open()) {
            BinarySerdes.putNumber(bytes, track.number());
            BinarySerdes.putNumber(bytes, track.frame());
            Localisation last = track.last();
            bytes.putDouble(last.x()).putDouble(last.y()).putDouble(last.z()).putDouble(last.error());
            putDiffusion(bytes, track.diffusion());
        }
        BinarySerdes.putNumber(bytes, ended);
        for (EndedTrack track : block.ended()) {
            BinarySerdes.putNumber(bytes, track.number());
            BinarySerdes.putNumber(bytes, track.frame());
            BinarySerdes.putNumber(bytes, track.time());
        }
        return bytes;
    }

    private static TrackBlock readTracks(ByteBuffer bytes) {
        List<OpenTrack> open = new ArrayList<>();
        for (long left = BinarySerdes.readNumber(bytes); left > 0; left--) {
            long number = BinarySerdes.readNumber(bytes);
            long frame = BinarySerdes.readNumber(bytes);
            Localisation last =
                    new Localisation(bytes.getDouble(), bytes.getDouble(), bytes.getDouble(), bytes.getDouble());
            open.add(new OpenTrack(number, frame, last, readDiffusion(bytes)));
        }
        List<EndedTrack> ended = new ArrayList<>();
        for (long left = BinarySerdes.readNumber(bytes); left > 0; left--) {
            ended.add(new EndedTrack(
                    BinarySerdes.readNumber(bytes), BinarySerdes.readNumber(bytes), BinarySerdes.readNumber(bytes)));
        }
        return new TrackBlock(open, ended);
    }

    private static void putDiffusion(ByteBuffer bytes, DiffusionMean diffusion) {
        bytes.putDouble(diffusion.weight()).putDouble(diffusion.coefficient());
    }

    private static DiffusionMean readDiffusion(ByteBuffer bytes) {
        return new DiffusionMean(bytes.getDouble(), bytes.getDouble());
    }

    private static ByteBuffer writeState(FieldState state) {
        FieldState.Opening opening = state.opening();
        byte[] unit = BinarySerdes.utf8(opening == null ? "" : opening.lengthUnit());
        ByteBuffer bytes = ByteBuffer.allocate(2
                + Integer.BYTES
                + unit.length
                + 2 * Double.BYTES
                + NUMBER * (10 + 2 * state.counts().size() + 2 * state.times().size()));
        bytes.put((byte) (opening == null ? 0 : opening.dimensions()));
        BinarySerdes.putText(bytes, unit);
        FieldState.Progress progress = state.progress();
        bytes.put((byte) ((progress.isEnded() ? IS_ENDED : 0) + (progress.isBehind() ? IS_BEHIND : 0)));
        BinarySerdes.putNumber(bytes, progress.newest());
        BinarySerdes.putNumber(bytes, progress.closedThrough());
        putActivity(bytes, state.activity());
        BinarySerdes.putNumber(bytes, state.linked().frame());
        BinarySerdes.putNumber(bytes, state.linked().nextNumber());
        putDiffusion(bytes, state.linked().diffusion());
        BinarySerdes.putNumber(bytes, state.openTracks());
        BinarySerdes.putNumber(bytes, state.endedTracks());
        putMap(bytes, state.counts());
        return putMap(bytes, state.times());
    }

    private static FieldState readState(ByteBuffer bytes) {
        int dimensions = bytes.get();
        String unit = BinarySerdes.readText(bytes);
        int flags = bytes.get();
        FieldState.Progress progress = new FieldState.Progress(
                BinarySerdes.readNumber(bytes),
                BinarySerdes.readNumber(bytes),
                (flags & IS_ENDED) != 0,
                (flags & IS_BEHIND) != 0);
        StoredLocalisation.Activity activity = readActivity(bytes);
        FieldState.Linked linked = new FieldState.Linked(
                BinarySerdes.readNumber(bytes), BinarySerdes.readNumber(bytes), readDiffusion(bytes));
        int openTracks = (int) BinarySerdes.readNumber(bytes);
        int endedTracks = (int) BinarySerdes.readNumber(bytes);
        return new FieldState(
                dimensions == 0 ? null : new FieldState.Opening(unit, dimensions),
                progress,
                activity,
                linked,
                openTracks,
                endedTracks,
                readMap(bytes, Long::intValue),
                readMap(bytes, Function.identity()));
    }

    private static ByteBuffer putMap(ByteBuffer bytes, SortedMap<Long, ? extends Number> map) {
        BinarySerdes.putNumber(bytes, map.size());
        map.forEach((key, value) -> BinarySerdes.putNumber(BinarySerdes.putNumber(bytes, key), value.longValue()));
        return bytes;
    }

    private static <T> SortedMap<Long, T> readMap(ByteBuffer bytes, Function<Long, T> value) {
        SortedMap<Long, T> map = new TreeMap<>();
        for (long left = BinarySerdes.readNumber(bytes); left > 0; left--) {
            map.put(BinarySerdes.readNumber(bytes), value.apply(BinarySerdes.readNumber(bytes)));
        }
        return map;
    }

    private static <T> Serde<T> versioned(Function<T, ByteBuffer> write, Function<ByteBuffer, T> read) {
        return BinarySerdes.versioned(LAYOUT, write, Map.of(LAYOUT, read));
    }
}
