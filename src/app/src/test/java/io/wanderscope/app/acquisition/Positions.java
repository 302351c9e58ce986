package io.wanderscope.app.acquisition;

import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Tracks for tests. */
final class Positions {
    private Positions() {}

    /** A track with a position in each frame, in the order given; x is the index of the position, y is 0. */
    static Track track(String id, long... frames) {
        int[] place = {0};
        return new Track(
                id,
                Arrays.stream(frames).mapToObj(frame -> at(frame, place[0]++)).toList());
    }

    private static TrackedPosition at(long frame, double x) {
        return new TrackedPosition(frame, x, 0, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
