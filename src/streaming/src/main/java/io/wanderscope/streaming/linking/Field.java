package io.wanderscope.streaming.linking;

import io.wanderscope.linking.OpenTrack;
import io.wanderscope.linking.OpenTracks;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.linking.FieldState.Linked;
import io.wanderscope.streaming.linking.FieldState.Opening;
import io.wanderscope.streaming.linking.FieldState.Progress;
import io.wanderscope.streaming.silence.LinkedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A field that has not ended, or has something left to do: what is in the stores, in memory. */
final class Field {
    final FieldKey key;

    /** By the latest record of each field. */
    final LinkedOrder.Place<Field> amongOpen = new LinkedOrder.Place<>(this);

    /** By the latest record of each field with frames that wait. */
    final LinkedOrder.Place<Field> amongWaiting = new LinkedOrder.Place<>(this);

    /** By the latest use of each field whose content is in memory. */
    final LinkedOrder.Place<Field> amongLoaded = new LinkedOrder.Place<>(this);

    StoredLocalisation.Activity activity;

    /** Null where memory was freed; {@link Fields#content} reads it back. */
    @Nullable
    Content content;

    /** The weight of the content when it was last counted. */
    int countedWeight;

    /** How many tracks are open, whether they are in memory or not. */
    int openTracks;

    Field(FieldKey key, StoredLocalisation.Activity activity) {
        this.key = key;
        this.activity = activity;
    }

    /** What a field has, besides when its latest record arrived. */
    static final class Content {
        @Nullable
        Opening opening;

        long newest = -1;
        long closedThrough = -1;
        boolean isEnded;
        boolean isBehind;

        /** As {@link FieldState#counts}. */
        final NavigableMap<Long, Integer> counts = new TreeMap<>();

        /** As {@link FieldState#times}. */
        final NavigableMap<Long, Long> times = new TreeMap<>();

        final FieldFrames frames = new FieldFrames();

        /** Without tracks before the first localisation, which says how many dimensions there are. */
        OpenTracks tracks = OpenTracks.none(2);

        /** Those whose mark is not written yet; it is written for the last of them first. */
        final List<EndedTrack> ended = new ArrayList<>();

        /** How many of them are as they are in the store. */
        int unchangedEnded;

        /** The open tracks as they are in the store; null if that is not certain. */
        @Nullable
        List<OpenTrack> storedTracks;

        /** How many tracks its blocks in the store hold. */
        int storedOpen;

        int storedEnded;

        /** The unit of all lengths; there is one once there are localisations. */
        String lengthUnit() {
            if (opening == null) {
                throw new IllegalStateException("a field without localisations has no unit of length");
            }
            return opening.lengthUnit();
        }

        /** How much memory it takes, in localisations and tracks. */
        int weight() {
            return frames.size() + tracks.tracks().size() + ended.size();
        }

        /** Whether all localisations of a frame have arrived, as far as that was told. */
        boolean isComplete(long frame, int maximumLocalisations) {
            Integer count = counts.get(frame);
            return count != null && frames.sizeOf(frame) >= Math.min(count, maximumLocalisations);
        }

        /** The frames that take no more localisations and are not linked. */
        NavigableMap<Long, FieldFrames.Frame> closedFrames() {
            return frames.between(tracks.frame(), closedThrough);
        }

        /** Takes out the last of the tracks that have ended. */
        EndedTrack takeEnded() {
            EndedTrack last = ended.remove(ended.size() - 1);
            unchangedEnded = Math.min(unchangedEnded, ended.size());
            return last;
        }

        /** Whether frames have begun that may still get localisations. */
        boolean isWaiting() {
            return progress().isWaiting();
        }

        private Progress progress() {
            return new Progress(newest, closedThrough, isEnded, isBehind);
        }

        /** Whether something is left to do that needs no further record. */
        boolean hasWork() {
            return isEnded || !ended.isEmpty() || !closedFrames().isEmpty() || isSilentTrackOpen();
        }

        /** Whether it has ended, and nothing is left of it in memory or in the stores but its state. */
        boolean isOver() {
            return isEnded
                    && closedFrames().isEmpty()
                    && tracks.tracks().isEmpty()
                    && ended.isEmpty()
                    && frames.slots() == 0;
        }

        /** Whether frames without localisations may have ended tracks. */
        boolean isSilentTrackOpen() {
            return tracks.frame() < closedThrough && !tracks.tracks().isEmpty();
        }

        FieldState state(StoredLocalisation.Activity activity) {
            return new FieldState(
                    opening,
                    progress(),
                    activity,
                    new Linked(tracks.frame(), tracks.nextNumber(), tracks.diffusion()),
                    tracks.tracks().size(),
                    ended.size(),
                    counts,
                    times);
        }
    }
}
