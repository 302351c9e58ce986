package io.wanderscope.streaming.linking;

import io.wanderscope.linking.OpenTrack;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.linking.StoredLocalisation.Activity;
import io.wanderscope.streaming.silence.LinkedOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one partition. Their stores hold the truth; memory holds the same, as long as there is room. What has not been
 * used for longest gives way first.
 */
final class Fields {
    /** Blocks of tracks that have ended come after those of open ones. */
    private static final int FIRST_ENDED_BLOCK = 1 << 30;

    private final FieldStores stores;
    private final int retainedFrames;
    private final long maximumInMemory;
    private final Map<FieldKey, Field> fields = new HashMap<>();
    private final LinkedOrder<Field> byActivity = new LinkedOrder<>();
    private final LinkedOrder<Field> waiting = new LinkedOrder<>();
    private final LinkedOrder<Field> loaded = new LinkedOrder<>();
    private long inMemory;
    private long openTracks;

    /**
     * Resumes with what the stores hold; the content of each field follows when it is needed.
     *
     * @param retainedFrames how many linked frames are kept, to recognise a localisation that is sent again
     * @param maximumInMemory localisations and tracks in memory at most, besides those of the field that is in use
     */
    Fields(FieldStores stores, int retainedFrames, long maximumInMemory) {
        this.stores = stores;
        this.retainedFrames = retainedFrames;
        this.maximumInMemory = maximumInMemory;
        resume();
    }

    private void resume() {
        List<Field> open = new ArrayList<>();
        Set<Field> withFramesThatWait = new HashSet<>();
        try (KeyValueIterator<FieldKey, FieldState> all = stores.states().all()) {
            while (all.hasNext()) {
                KeyValue<FieldKey, FieldState> entry = all.next();
                Field field = new Field(entry.key, entry.value.activity());
                field.openTracks = entry.value.openTracks();
                openTracks += field.openTracks;
                fields.put(field.key, field);
                if (!entry.value.progress().isEnded()) {
                    open.add(field);
                }
                if (entry.value.progress().isWaiting()) {
                    withFramesThatWait.add(field);
                }
            }
        }
        resumeActivity();
        open.sort(Comparator.comparingLong(field -> field.activity.offset()));
        open.forEach(field -> byActivity.moveToLast(field.amongOpen));
        open.stream().filter(withFramesThatWait::contains).forEach(field -> waiting.moveToLast(field.amongWaiting));
    }

    /** A localisation writes no state, so its own entry has the latest activity. */
    private void resumeActivity() {
        try (KeyValueIterator<FieldSlot, StoredLocalisation> all =
                stores.localisations().all()) {
            while (all.hasNext()) {
                KeyValue<FieldSlot, StoredLocalisation> entry = all.next();
                Field field = fields.get(entry.key.field());
                if (field != null && entry.value.activity().offset() > field.activity.offset()) {
                    field.activity = entry.value.activity();
                }
            }
        }
    }

    /** The fields that have something left to do that needs no further record. */
    List<Field> behind() {
        List<Field> behind = new ArrayList<>();
        try (KeyValueIterator<FieldKey, FieldState> all = stores.states().all()) {
            while (all.hasNext()) {
                KeyValue<FieldKey, FieldState> entry = all.next();
                if (entry.value.progress().isBehind()) {
                    behind.add(fields.get(entry.key));
                }
            }
        }
        return behind;
    }

    /** A field that was opened and not removed; null for any other. */
    @Nullable
    Field find(FieldKey key) {
        return fields.get(key);
    }

    /** Opens a field, which is stored once it is written. */
    Field open(FieldKey key, Activity activity) {
        Field field = new Field(key, activity);
        field.content = new Field.Content();
        fields.put(key, field);
        return field;
    }

    /** Notes that a record of the field has arrived. */
    void touch(Field field, Activity activity) {
        field.activity = activity;
        byActivity.moveToLast(field.amongOpen);
    }

    /** The field whose latest record came before those of all others, if it has not ended; null without one. */
    @Nullable
    Field longestSilent() {
        return byActivity.first();
    }

    /** Notes, after its latest record, whether frames of a field wait. */
    void noteWaiting(Field field, boolean isWaiting) {
        if (isWaiting) {
            waiting.moveToLast(field.amongWaiting);
        } else {
            LinkedOrder.remove(field.amongWaiting);
        }
    }

    /** The field with frames that wait whose latest record came before those of all others like it; null without one. */
    @Nullable
    Field longestWaiting() {
        return waiting.first();
    }

    /** The field whose latest record came last, if it has not ended; null without one. */
    @Nullable
    Field latest() {
        return byActivity.last();
    }

    /** The field is no longer among those that may fall silent. */
    void ended(Field field) {
        LinkedOrder.remove(field.amongOpen);
        LinkedOrder.remove(field.amongWaiting);
    }

    /** How many tracks are open in all fields. */
    long openTracks() {
        return openTracks;
    }

    /** What a field has; read back if necessary. */
    Field.Content content(Field field) {
        loaded.moveToLast(field.amongLoaded);
        Field.Content content = field.content;
        if (content == null) {
            content = read(field);
            field.content = content;
            count(field, content);
        }
        return content;
    }

    private Field.Content read(Field field) {
        Field.Content content = new Field.Content();
        FieldState state = stores.states().get(field.key);
        if (state == null) {
            throw new IllegalStateException("the store of fields has lost " + field.key.text());
        }
        content.opening = state.opening();
        content.newest = state.progress().newest();
        content.closedThrough = state.progress().closedThrough();
        content.isEnded = state.progress().isEnded();
        content.isBehind = state.progress().isBehind();
        content.counts.putAll(state.counts());
        content.times.putAll(state.times());
        readTracks(field, state, content);
        readLocalisations(field, content);
        return content;
    }

    private void readTracks(Field field, FieldState state, Field.Content content) {
        List<OpenTrack> tracks = new ArrayList<>();
        for (TrackBlock block : blocks(field, 0, TrackBlock.blocks(state.openTracks()))) {
            tracks.addAll(block.open());
        }
        for (TrackBlock block : blocks(field, FIRST_ENDED_BLOCK, TrackBlock.blocks(state.endedTracks()))) {
            content.ended.addAll(block.ended());
        }
        content.storedOpen = tracks.size();
        content.storedEnded = content.ended.size();
        content.unchangedEnded = content.ended.size();
        FieldState.Linked linked = state.linked();
        FieldState.Opening opening = state.opening();
        List<OpenTrack> fitting = consistent(tracks, linked);
        content.tracks = new OpenTracks(
                opening == null ? 2 : opening.dimensions(),
                linked.frame(),
                linked.nextNumber(),
                linked.diffusion(),
                fitting);
        boolean isAsStored = fitting.size() == tracks.size() && tracks.size() == state.openTracks();
        content.storedTracks = isAsStored ? content.tracks.tracks() : null;
    }

    /**
     * After a crash under at-least-once, which may keep the latest entries of one store and not of another, tracks may not fit to
     * the state. Under exactly-once, all do.
     */
    private static List<OpenTrack> consistent(List<OpenTrack> tracks, FieldState.Linked linked) {
        List<OpenTrack> fitting = new ArrayList<>(tracks.size());
        long before = 0;
        for (OpenTrack track : tracks) {
            if (track.number() > before && track.number() < linked.nextNumber() && track.frame() <= linked.frame()) {
                fitting.add(track);
                before = track.number();
            }
        }
        return fitting;
    }

    private List<TrackBlock> blocks(Field field, int first, int number) {
        List<TrackBlock> blocks = new ArrayList<>(number);
        for (int block = 0; block < number; block++) {
            TrackBlock found = stores.tracks().get(new FieldSlot(field.key, first + block));
            if (found != null) {
                blocks.add(found);
            }
        }
        return blocks;
    }

    private void readLocalisations(Field field, Field.Content content) {
        long forgotten = forgottenThrough(content);
        try (KeyValueIterator<FieldSlot, StoredLocalisation> slots = stores.localisations()
                .range(new FieldSlot(field.key, 0), new FieldSlot(field.key, Integer.MAX_VALUE))) {
            while (slots.hasNext()) {
                KeyValue<FieldSlot, StoredLocalisation> slot = slots.next();
                if (slot.value.frame() > forgotten) {
                    content.frames.restore(slot.key.number(), slot.value);
                } else {
                    content.frames.restoreFree(slot.key.number());
                }
            }
        }
        content.frames.between(-1, content.tracks.frame()).keySet().forEach(content.frames::linked);
    }

    /** The frames to this one are linked, and no longer kept. */
    private long forgottenThrough(Field.Content content) {
        return Math.min(content.tracks.frame(), content.closedThrough - retainedFrames);
    }

    /** Stores a localisation of a field. */
    void add(Field field, Field.Content content, StoredLocalisation localisation) {
        int slot = content.frames.add(localisation);
        stores.localisations().put(new FieldSlot(field.key, slot), localisation);
    }

    /** Lets go of the frames that were linked long enough ago; whenever frames are closed or linked, as reading back does. */
    void forgetFrames(Field.Content content) {
        content.frames.forget(forgottenThrough(content));
    }

    /** Stores what the field has, but for its localisations and tracks. */
    void writeState(Field field, Field.Content content) {
        stores.states().put(field.key, content.state(field.activity));
    }

    /** Stores the tracks of a field, those that have changed; its state must follow. */
    void writeTracks(Field field, Field.Content content) {
        if (!content.tracks.tracks().equals(content.storedTracks)) {
            writeOpen(field, content);
        }
        writeEnded(field, content);
    }

    private void writeOpen(Field field, Field.Content content) {
        List<OpenTrack> tracks = content.tracks.tracks();
        int blocks = TrackBlock.blocks(tracks.size());
        for (int block = 0; block < blocks; block++) {
            stores.tracks()
                    .put(new FieldSlot(field.key, block), new TrackBlock(TrackBlock.part(tracks, block), List.of()));
        }
        delete(field, blocks, TrackBlock.blocks(content.storedOpen));
        openTracks += tracks.size() - field.openTracks;
        field.openTracks = tracks.size();
        content.storedOpen = tracks.size();
        content.storedTracks = tracks;
    }

    private void writeEnded(Field field, Field.Content content) {
        int blocks = TrackBlock.blocks(content.ended.size());
        int before = TrackBlock.blocks(content.storedEnded);
        for (int block = content.unchangedEnded / TrackBlock.SIZE; block < blocks; block++) {
            stores.tracks()
                    .put(
                            new FieldSlot(field.key, FIRST_ENDED_BLOCK + block),
                            new TrackBlock(List.of(), List.copyOf(TrackBlock.part(content.ended, block))));
        }
        delete(field, FIRST_ENDED_BLOCK + blocks, FIRST_ENDED_BLOCK + before);
        content.storedEnded = content.ended.size();
        content.unchangedEnded = content.ended.size();
    }

    private void delete(Field field, int from, int end) {
        for (int number = from; number < end; number++) {
            stores.tracks().delete(new FieldSlot(field.key, number));
        }
    }

    /**
     * Deletes some of the localisations of a field that has ended.
     *
     * @return how many; 0 if there are none left
     */
    int deleteLocalisations(Field field, Field.Content content, int limit) {
        int slots = content.frames.slots();
        int remaining = Math.max(0, slots - limit);
        for (int slot = remaining; slot < slots; slot++) {
            stores.localisations().delete(new FieldSlot(field.key, slot));
        }
        content.frames.truncate(remaining);
        return slots - remaining;
    }

    /** Deletes a field that has neither localisations nor tracks any more. */
    void remove(Field field) {
        stores.states().delete(field.key);
        fields.remove(field.key);
        ended(field);
        unload(field);
        openTracks -= field.openTracks;
    }

    /** Counts what fields have in memory now, and frees memory where that is too much. */
    void freeMemory(Collection<Field> used) {
        for (Field field : used) {
            if (field.content != null) {
                count(field, field.content);
            }
        }
        Field first = loaded.first();
        while (inMemory > maximumInMemory && first != null && first != loaded.last()) {
            giveWay(first);
            first = loaded.first();
        }
    }

    private void count(Field field, Field.Content content) {
        inMemory += content.weight() - field.countedWeight;
        field.countedWeight = content.weight();
    }

    private void giveWay(Field field) {
        if (field.content != null) {
            writeState(field, field.content);
        }
        unload(field);
    }

    private void unload(Field field) {
        field.content = null;
        inMemory -= field.countedWeight;
        field.countedWeight = 0;
        LinkedOrder.remove(field.amongLoaded);
    }
}
