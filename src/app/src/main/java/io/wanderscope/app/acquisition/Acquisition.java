package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.Track;
import java.util.List;

/**
 * One recording: the tracks of the particles seen in it.
 *
 * @param name its identity on the cluster, not empty
 * @param lengthUnit unit of all coordinates
 * @param frameInterval time from one frame to the next in seconds, above 0 and finite
 * @param tracks the tracks, each with a unique name
 */
public record Acquisition(String name, String lengthUnit, double frameInterval, List<Track> tracks) {

    /** Checks the name and the frame interval, and copies the list. */
    public Acquisition {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an acquisition must have a name");
        }
        if (!(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the frame interval must be above 0 seconds, got " + frameInterval);
        }
        tracks = List.copyOf(tracks);
    }

    /** The same recording under another name, not empty. */
    public Acquisition named(String other) {
        return new Acquisition(other, lengthUnit, frameInterval, tracks);
    }

    /** Number of localisations in all tracks together. */
    public long positions() {
        return tracks.stream().mapToLong(track -> track.positions().size()).sum();
    }
}
