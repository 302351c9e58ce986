package io.wanderscope.streaming.tracks;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The part of a track that is classified: one point for every frame from the first to the last.
 *
 * @param firstFrame frame of the trajectory's first point
 * @param observed one point per frame, and which of them were observed; under unknown imaging conditions
 * @param firstTime time of the first point, which is observed
 * @param lastTime time of the last point, which is observed
 */
public record TrajectoryWindow(long firstFrame, ObservedTrajectory observed, Instant firstTime, Instant lastTime) {
    /** Faster than any camera: such times are frame numbers or in another unit. */
    private static final double SHORTEST_INTERVAL = 1e-5;

    /** A day. Slower than any recording in which a particle can be followed. */
    private static final double LONGEST_INTERVAL = 86_400;

    /**
     * Cuts the window from a track's positions, see {@link TrackWindow#of}.
     *
     * @param positions at least one, ascending by frame, each frame once
     * @param maximumGap maximum number of successive missing frames that are filled, at least 0
     * @param maximumPoints maximum number of points of the window, at least 1
     */
    static TrajectoryWindow of(TrackPositions positions, int maximumGap, int maximumPoints) {
        TrackWindow window = TrackWindow.of(positions, maximumGap, maximumPoints);
        return new TrajectoryWindow(
                window.firstFrame(),
                window.observed(),
                BinarySerdes.instant(positions.time(window.firstPosition())),
                BinarySerdes.instant(positions.time(window.lastPosition())));
    }

    /** One point per frame. */
    public Trajectory trajectory() {
        return observed.trajectory();
    }

    /** Number of points, observed and interpolated. */
    public int points() {
        return observed.size();
    }

    /** Frames whose point was not observed, ascending. */
    public List<Long> interpolatedFrames() {
        return IntStream.range(0, points())
                .filter(point -> !observed.isObserved(point))
                .mapToObj(point -> firstFrame + point)
                .toList();
    }

    /** Frame of the last point. */
    public long lastFrame() {
        return firstFrame + points() - 1;
    }

    /**
     * Mean time from one frame to the next in seconds, by the times of the first and the last point. Empty if the times do
     * not tell it: there is one point only, they do not increase, or they cannot be times of a camera's frames.
     */
    public OptionalDouble frameInterval() {
        if (points() < 2) {
            return OptionalDouble.empty();
        }
        // Centuries fit into microseconds, but not into the nanoseconds that ChronoUnit counts in.
        double microseconds = BinarySerdes.microseconds(lastTime) - BinarySerdes.microseconds(firstTime);
        double seconds = microseconds / 1e6 / (points() - 1);
        return seconds >= SHORTEST_INTERVAL && seconds <= LONGEST_INTERVAL
                ? OptionalDouble.of(seconds)
                : OptionalDouble.empty();
    }
}
