package io.wanderscope.dashboard.live;

import java.time.Duration;
import java.time.Instant;

/** Frames and times of an acquisition's positions, and the frame interval they tell. Not thread-safe. */
final class FrameClock {
    /** The interval is that of the last so many frames or more. */
    private static final int FRAMES = 100;

    private Instant first;
    private Instant last;
    private long lastFrame;
    private Instant referenceTime;
    private long referenceFrame;
    private Double interval;

    void saw(long frame, Instant time) {
        if (first == null) {
            first = time;
            last = time;
            lastFrame = frame;
            refer(frame, time);
            return;
        }
        first = time.isBefore(first) ? time : first;
        if (frame > lastFrame) {
            lastFrame = frame;
            last = time;
            measure(frame, time);
        }
    }

    private void measure(long frame, Instant time) {
        long frames = frame - referenceFrame;
        double milliseconds = Duration.between(referenceTime, time).toNanos() / 1e6;
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
