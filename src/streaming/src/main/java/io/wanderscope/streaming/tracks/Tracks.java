package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.silence.LinkedOrder;
import io.wanderscope.streaming.silence.PartitionClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of one partition. Their stores hold the truth; memory holds the same of every open track: its state, and
 * its positions as long as there is room. A position of a track in memory is taken in without reading a store, and
 * writes one entry, in one of {@value PositionStore#BLOCK} cases two.
 *
 * <p>What has not been used for longest gives way first. Of the tracks that have ended and wait for their final result,
 * the latest gives way first, with its state: it is the last that will be needed.
 */
final class Tracks implements AutoCloseable {
    /** About what a track takes in memory without its positions. */
    private static final long BYTES_PER_TRACK = 640;

    private final KeyValueStore<TrackKey, StoredTrack> store;
    private final PositionStore positions;
    private final WindowMemory.Share memory;
    private final Map<TrackKey, Track> inMemory = new HashMap<>();
    private final LinkedOrder<Track> open = new LinkedOrder<>();
    private final LinkedOrder<Track> freeable = new LinkedOrder<>();

    /**
     * Reads the states of the open tracks; their positions follow when they are needed.
     *
     * @param clock resumes with the latest of all tracks' readings
     * @param ending gets the tracks that have ended
     */
    Tracks(
            KeyValueStore<TrackKey, StoredTrack> store,
            PositionStore positions,
            WindowMemory memory,
            PartitionClock clock,
            EndingTracks ending) {
        this.store = store;
        this.positions = positions;
        this.memory = memory.share();
        readTracks(clock, ending);
    }

    private void readTracks(PartitionClock clock, EndingTracks ending) {
        List<Track> found = new ArrayList<>();
        try (KeyValueIterator<TrackKey, StoredTrack> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<TrackKey, StoredTrack> entry = all.next();
                TrackState state = entry.value.state();
                clock.resume(new PartitionClock.Reading(
                        state.activity().streamTime(), state.activity().elapsed()));
                if (state.isEnding()) {
                    ending.add(entry.key, state);
                } else {
                    found.add(new Track(entry.key, state));
                }
            }
        }
        found.sort(Comparator.comparingLong(track -> track.state.activity().offset()));
        for (Track track : found) {
            inMemory.put(track.key, track);
            open.moveToLast(track.amongOpen);
        }
    }

    /** The ended tracks whose final result is not due, read from their store and not kept in memory. */
    List<Track> withoutFinal(EndingTracks ending) {
        List<Track> found = new ArrayList<>();
        try (KeyValueIterator<TrackKey, StoredTrack> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<TrackKey, StoredTrack> entry = all.next();
                if (ending.isWithoutFinal(entry.key, entry.value.state())) {
                    found.add(new Track(entry.key, entry.value.state()));
                }
            }
        }
        return found;
    }

    /** An open or ending track; null for any other. */
    @Nullable
    Track find(TrackKey key) {
        Track track = inMemory.get(key);
        if (track != null) {
            return track;
        }
        StoredTrack stored = store.get(key);
        return stored == null ? null : remembered(key, stored);
    }

    /** An open track; null for any other. */
    @Nullable
    Track findOpen(TrackKey key) {
        Track track = inMemory.get(key);
        return track == null || track.isEnding() ? null : track;
    }

    /** An ending track, because all open ones are in memory. */
    private Track remembered(TrackKey key, StoredTrack stored) {
        Track track = new Track(key, stored.state());
        inMemory.put(key, track);
        freeable.moveToFirst(track.amongFreeable);
        count(track);
        return track;
    }

    /** Opens a track, which is stored once it is written. */
    Track open(TrackKey key, TrackState state) {
        Track track = new Track(key, state);
        track.positions = new TrackPositions();
        inMemory.put(key, track);
        return track;
    }

    /** The open track whose latest record came before those of all others; null without open tracks. */
    @Nullable
    Track longestSilent() {
        return open.first();
    }

    /** The open track whose latest record came last; null without open tracks. */
    @Nullable
    Track latest() {
        return open.last();
    }

    /** All positions of a track that are kept, those of its window among them. */
    TrackPositions positions(Track track) {
        TrackPositions known = track.positions;
        if (known == null) {
            known = read(track);
            track.positions = known;
            count(track);
        }
        if (!track.isEnding()) {
            freeable.moveToLast(track.amongFreeable);
        }
        return known;
    }

    private TrackPositions read(Track track) {
        return positions.read(track.key, stored(track));
    }

    private StoredTrack stored(Track track) {
        StoredTrack stored = store.get(track.key);
        if (stored == null) {
            throw new IllegalStateException("the track " + track.key.text() + " is in memory but not in its store");
        }
        return stored;
    }

    /** Stores an open track that has received a record. */
    void writeActive(Track track, TrackState state) {
        open.moveToLast(track.amongOpen);
        freeable.moveToLast(track.amongFreeable);
        write(track, state);
    }

    /** Stores an open track with a new position, the last of its positions in memory. */
    void writeGrown(Track track, TrackState state) {
        TrackPositions known = positions(track);
        if (state.counts().accepted() % PositionStore.BLOCK == 0) {
            positions.addBlock(track.key, known, known.countThrough(PositionStore.stored(track.state)));
        }
        writeActive(track, state);
    }

    /** Stores a track that has ended. */
    void writeEnding(Track track, TrackState state) {
        write(track, state);
        LinkedOrder.remove(track.amongOpen);
        freeable.moveToFirst(track.amongFreeable);
        count(track);
    }

    private void write(Track track, TrackState state) {
        TrackPositions known = track.positions;
        StoredTrack latest = known == null ? stored(track) : latest(known, state);
        store.put(track.key, new StoredTrack(state, latest.positions(), latest.from()));
        track.state = state;
        count(track);
    }

    private static StoredTrack latest(TrackPositions known, TrackState state) {
        return new StoredTrack(state, known, known.countThrough(PositionStore.stored(state)));
    }

    /** Deletes entries of positions all of whose frames have slid out of the window. */
    void deleteBeforeWindow(Track track) {
        TrackState state = track.state;
        if (hasSlidPastAnEntry(state)) {
            TrackPositions known = positions(track);
            positions.deleteBefore(track.key, state, known, state.window().oldestFrame());
            track.state = state.withStorage(storage(known, state));
        }
    }

    /** Whether so many positions are kept that not all can be in the window or share an entry with one in it. */
    private static boolean hasSlidPastAnEntry(TrackState state) {
        long first = state.storage().firstBlock() * PositionStore.BLOCK;
        long surplus = state.counts().accepted() - first - state.window().stored();
        return surplus >= PositionStore.BLOCK || state.storage().singles() > 0;
    }

    /** After a deletion. It is stored with the track's next record: it only saves looking for what is not there. */
    private static TrackState.Storage storage(TrackPositions known, TrackState state) {
        long singles = state.storage().singles();
        int afterSingles = known.countThrough(singles);
        long first = afterSingles < known.size()
                ? known.ordinal(afterSingles)
                : state.counts().accepted() + 1;
        boolean areSinglesGone = afterSingles == 0 && PositionStore.isInCompleteBlock(singles, state);
        return new TrackState.Storage(areSinglesGone ? 0 : singles, PositionStore.blockOf(first));
    }

    /** Removes a track and all its positions. */
    void remove(Track track) {
        TrackPositions known = track.positions;
        positions.deleteAll(track.key, track.state, known == null ? read(track) : known);
        store.delete(track.key);
        forget(track);
    }

    private void forget(Track track) {
        inMemory.remove(track.key);
        LinkedOrder.remove(track.amongOpen);
        LinkedOrder.remove(track.amongFreeable);
        memory.add(-track.countedBytes);
        track.countedBytes = 0;
    }

    private void count(Track track) {
        TrackPositions known = track.positions;
        long bytes = (known == null ? 0 : known.bytes()) + (track.isEnding() ? BYTES_PER_TRACK : 0);
        if (bytes != track.countedBytes) {
            memory.add(bytes - track.countedBytes);
            track.countedBytes = bytes;
        }
    }

    /** Frees memory, if the tasks of the process use too much of it. */
    void freeMemory() {
        memory.giveWay(this::freeFirst);
    }

    private boolean freeFirst() {
        Track first = freeable.first();
        if (first != null) {
            free(first);
        }
        return first != null;
    }

    private void free(Track track) {
        if (track.isEnding()) {
            forget(track);
        } else {
            track.positions = null;
            LinkedOrder.remove(track.amongFreeable);
            count(track);
        }
    }

    /** Frees all memory that this task counts. */
    @Override
    public void close() {
        memory.close();
    }
}
