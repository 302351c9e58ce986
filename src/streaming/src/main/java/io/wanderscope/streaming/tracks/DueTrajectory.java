package io.wanderscope.streaming.tracks;

import io.wanderscope.diffusion.ObservedTrajectory;
import java.time.Instant;
import java.util.Optional;

/**
 * A due result with its trajectory.
 *
 * @param window empty for a track that ended without a position
 */
public record DueTrajectory(DueResult due, TrackState state, Optional<TrajectoryWindow> window) {
    /** Points of the window, 0 without one. */
    public int points() {
        return window.map(TrajectoryWindow::points).orElse(0);
    }

    /** Points of the window that were observed, 0 without one. */
    public int observedPoints() {
        return window.map(TrajectoryWindow::observed)
                .map(ObservedTrajectory::observedPoints)
                .orElse(0);
    }

    /** First frame of the window; without one, that of the track's first record. */
    public long firstFrame() {
        return window.map(TrajectoryWindow::firstFrame).orElse(state.opening().firstFrame());
    }

    /** Last frame of the window; without one, that of the track's first record. */
    public long lastFrame() {
        return window.map(TrajectoryWindow::lastFrame).orElse(state.opening().firstFrame());
    }

    /** Time of the window's last point; without one, that of the track's first record. */
    public Instant lastTime() {
        return window.map(TrajectoryWindow::lastTime).orElse(state.opening().firstTime());
    }
}
