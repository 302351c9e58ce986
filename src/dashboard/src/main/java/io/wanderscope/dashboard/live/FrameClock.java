package io.wanderscope.dashboard.live;

import java.time.Duration;
import java.time.Instant;

/**
 * Frames and times of an acquisition's positions, and the frame interval they tell. Frames may begin anew, because the
 * acquisition's name is used again or because a frame was numbered wrongly. Not thread-safe.
 */
final class FrameClock {
    /** The interval is that of the last so many frames or more. */
    private static final int FRAMES = 100;
    /** A frame that is not the latest and yet so much later is no late one: frames have begun anew. */
    private static final Duration LATER = Duration.ofSeconds(1);
    /** The latest frame was none of these that now come, when it has not been seen for so long. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    private Instant first;
    private Instant last;
    private Instant lastSeen;
    private long lastFrame;
    private Instant referenceTime;
    private long referenceFrame;
    private Double interval;

    /**
     * Takes in a position's frame.
     *
     * @param frame not negative
     * @param time of the frame
     * @param seen when the position came
     */
    void saw(long frame, Instant time, Instant seen) {
        if (first == null) {
            first = time;
            refer(frame, time);
            advance(frame, time, seen);
            return;
        }
        first = time.isBefore(first) ? time : first;
        if (frame > lastFrame) {
            measure(frame, time);
            advance(frame, time, seen);
        } else if (frame == lastFrame) {
            lastSeen = seen;
        } else if (time.isAfter(last.plus(LATER)) || seen.isAfter(lastSeen.plus(UNSEEN))) {
            refer(frame, time);
            advance(frame, time, seen);
        }
    }

    private void advance(long frame, Instant time, Instant seen) {
        lastFrame = frame;
        last = time;
        lastSeen = seen;
    }

    private void measure(long frame, Instant time) {
        long frames = frame - referenceFrame;
        // Not in nanoseconds, of which a long holds 292 years only.
        Duration passed = Duration.between(referenceTime, time);
        double milliseconds = passed.getSeconds() * 1e3 + passed.getNano() / 1e6;
        if (milliseconds > 0) {
            interval = milliseconds / frames;
        }
        if (frames >= FRAMES) {
            refer(frame, time);
        }
    }

    private void refer(long frame, Instant time) {
        referenceFrame = frame;
        referenceTime = time;
    }

    boolean hasSeen() {
        return first != null;
    }

    /** Null before two frames. */
    Double frameIntervalMilliseconds() {
        return interval;
    }

    long firstTime() {
        return first == null ? 0 : first.toEpochMilli();
    }

    long lastTime() {
        return last == null ? 0 : last.toEpochMilli();
    }

    long lastFrame() {
        return lastFrame;
    }
}
