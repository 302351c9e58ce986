package io.wanderscope.streaming.classification;

import io.wanderscope.streaming.tracks.DueResult;
import io.wanderscope.streaming.tracks.TrackState;
import io.wanderscope.streaming.tracks.TrajectoryWindow;
import java.time.Instant;
import java.util.Optional;

/**
 * A due result with what it is made of.
 *
 * @param window empty for a track that ended without a position
 */
record DueTrajectory(DueResult due, TrackState state, Optional<TrajectoryWindow> window) {
    int points() {
        return window.map(TrajectoryWindow::points).orElse(0);
    }

    long firstFrame() {
        return window.map(TrajectoryWindow::firstFrame).orElse(state.firstFrame());
    }

    long lastFrame() {
        return window.map(TrajectoryWindow::lastFrame).orElse(state.firstFrame());
    }

    Instant lastTime() {
        return window.map(TrajectoryWindow::lastTime).orElse(state.firstTime());
    }
}
