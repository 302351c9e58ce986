package io.wanderscope.streaming.linking;

import io.wanderscope.linking.DiffusionMean;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered of a field besides its localisations and tracks.
 *
 * @param opening what the first localisation says of all others; null before it
 * @param progress which frames have come
 * @param activity when its latest record arrived
 * @param linked what linking remembers besides the tracks
 * @param openTracks how many tracks are open
 * @param endedTracks how many tracks have ended and have no mark yet
 * @param counts of frames that are not closed, how many localisations each has, as far as it was told
 * @param times of the frames in which open tracks were last seen, when each was exposed, microseconds since 1970
 */
record FieldState(
        @Nullable Opening opening,
        Progress progress,
        StoredLocalisation.Activity activity,
        Linked linked,
        int openTracks,
        int endedTracks,
        SortedMap<Long, Integer> counts,
        SortedMap<Long, Long> times) {
    /**
     * What the first localisation says of all others.
     *
     * @param lengthUnit unit of all lengths
     * @param dimensions 2 without z, 3 with it
     */
    record Opening(String lengthUnit, int dimensions) {}

    /**
     * Which frames have come.
     *
     * @param newest the highest frame so far; -1 before the first
     * @param closedThrough frames to this one take no more localisations; those that are not linked yet are about to be
     * @param isEnded whether the field has ended
     * @param isBehind whether there is something left to do that needs no further record
     */
    record Progress(long newest, long closedThrough, boolean isEnded, boolean isBehind) {
        /** Whether frames have begun that may still get localisations. */
        boolean isWaiting() {
            return newest > closedThrough;
        }
    }

    /**
     * What linking remembers besides the tracks.
     *
     * @param frame the frame that was linked last; -1 before the first
     * @param nextNumber number of the next track
     * @param diffusion what all displacements say about the diffusion coefficient
     */
    record Linked(long frame, long nextNumber, DiffusionMean diffusion) {}
}
