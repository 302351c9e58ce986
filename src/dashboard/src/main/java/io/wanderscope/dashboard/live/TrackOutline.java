package io.wanderscope.dashboard.live;

import org.jspecify.annotations.Nullable;

/**
 * What memory keeps of a track that has left the view, once there is no room for all of it: enough to draw it among all others.
 *
 * @param name of the track
 * @param path its ends, and a few points between them
 * @param result the latest, in short; null before the first one
 */
record TrackOutline(String name, Path path, @Nullable Result result) {
    private static final int MOST_POINTS = 8;
    /** Memory without name, points and result, but with the entry in the map that holds the outline. */
    private static final int OWN_BYTES = 250;

    private static final int POINT_BYTES = 24;
    private static final int RESULT_BYTES = 450;

    static TrackOutline of(LiveTrack track) {
        Result latest = track.latestResult();
        return new TrackOutline(
                track.name(), track.path().thinned(MOST_POINTS), latest == null ? null : latest.inShort());
    }

    boolean hasEnded() {
        return result != null && result.isFinal();
    }

    /** Approximate memory in bytes. */
    int cost() {
        return OWN_BYTES
                + Character.BYTES * name.length()
                + POINT_BYTES * path.frames().length
                + (result == null ? 0 : RESULT_BYTES);
    }
}
