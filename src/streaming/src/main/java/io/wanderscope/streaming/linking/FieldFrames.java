package io.wanderscope.streaming.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a field that wait for their localisations, and those that were linked lately, by which a localisation that is
 * sent again is recognised. Each localisation has a slot, a number under which it is stored; slots of frames that are forgotten
 * are used again, so the store does not grow with the acquisition and nothing is deleted from it.
 */
final class FieldFrames {
    private final NavigableMap<Long, Frame> frames = new TreeMap<>();
    private int[] free = new int[0];
    private int numberFree;
    private int slots;
    private int size;

    /** The localisations of one frame. */
    static final class Frame {
        private final List<StoredLocalisation> localisations = new ArrayList<>();
        private final Set<StoredLocalisation.Place> places = new HashSet<>();
        private int[] slots = new int[8];

        int size() {
            return places.size();
        }

        boolean contains(StoredLocalisation.Place place) {
            return places.contains(place);
        }

        /** Those that wait; none once the frame is linked. */
        List<StoredLocalisation> localisations() {
            return localisations;
        }

        private void add(StoredLocalisation localisation, int slot) {
            if (size() == slots.length) {
                slots = Arrays.copyOf(slots, 2 * slots.length);
            }
            slots[size()] = slot;
            places.add(localisation.place());
            localisations.add(localisation);
        }
    }

    /** A frame of which something has arrived, and which is not forgotten. */
    @Nullable
    Frame find(long frame) {
        return frames.get(frame);
    }

    int sizeOf(long frame) {
        Frame found = frames.get(frame);
        return found == null ? 0 : found.size();
    }

    /** The frames that follow one and go to another, both given by their number, in their order. */
    NavigableMap<Long, Frame> between(long after, long through) {
        return after >= through ? new TreeMap<>() : frames.subMap(after, false, through, true);
    }

    /** Adds a localisation, and returns its slot. */
    int add(StoredLocalisation localisation) {
        int slot = numberFree > 0 ? free[--numberFree] : slots;
        restore(slot, localisation);
        return slot;
    }

    /** Adds a localisation that has a slot. */
    void restore(int slot, StoredLocalisation localisation) {
        slots = Math.max(slots, slot + 1);
        frames.computeIfAbsent(localisation.frame(), number -> new Frame()).add(localisation, slot);
        size++;
    }

    /** Adds a slot that can be used again. */
    void restoreFree(int slot) {
        slots = Math.max(slots, slot + 1);
        free(slot);
    }

    /** Keeps of a frame only what shows that a localisation is sent again. */
    void linked(long frame) {
        Frame found = frames.get(frame);
        if (found != null) {
            found.localisations.clear();
        }
    }

    /** Forgets the frames to a number, which are linked. */
    void forget(long through) {
        NavigableMap<Long, Frame> forgotten = frames.headMap(through, true);
        for (Frame frame : forgotten.values()) {
            for (int index = 0; index < frame.size(); index++) {
                free(frame.slots[index]);
            }
            size -= frame.size();
        }
        forgotten.clear();
    }

    private void free(int slot) {
        if (numberFree == free.length) {
            free = Arrays.copyOf(free, Math.max(16, 2 * numberFree));
        }
        free[numberFree++] = slot;
    }

    /** How many localisations it holds. */
    int size() {
        return size;
    }

    /** The number of slots that were ever used: they are those below it. */
    int slots() {
        return slots;
    }

    /** Forgets everything, and the slots from a number on. */
    void truncate(int remaining) {
        frames.clear();
        size = 0;
        numberFree = 0;
        slots = remaining;
    }
}
