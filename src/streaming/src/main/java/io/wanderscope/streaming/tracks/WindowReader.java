package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.StreamSettings;
import java.util.Optional;

/** Reads the trajectory of a due result, and the state of its track: from memory or, if it is not there, the stores. */
public final class WindowReader {
    private final int maximumPoints;
    private final int maximumGap;
    private final Tracks tracks;

    WindowReader(StreamSettings settings, Tracks tracks) {
        this.maximumPoints = settings.maximumPoints();
        this.maximumGap = settings.maximumGap();
        this.tracks = tracks;
    }

    /**
     * The trajectory of a result that was handed out: the latest points among the positions that the result covers. It
     * does not change when its track does, so another thread may use it.
     */
    public DueTrajectory read(DueResult due) {
        Track track = tracks.find(due.track());
        if (track == null) {
            throw new IllegalStateException(
                    "a result was handed out of the track " + due.track().text() + ", which is not open");
        }
        TrackPositions covered = tracks.positions(track).latest(due.accepted(), maximumPoints);
        Optional<TrajectoryWindow> window = covered.size() == 0
                ? Optional.empty()
                : Optional.of(TrajectoryWindow.of(covered, maximumGap, maximumPoints));
        tracks.freeMemory();
        return new DueTrajectory(due, track.state, window);
    }
}
