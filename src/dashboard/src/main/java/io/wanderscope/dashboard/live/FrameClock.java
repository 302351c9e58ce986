package io.wanderscope.dashboard.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Frames and times of an acquisition's positions, and the frame interval estimated from them. Frame numbers may start
 * again, because the acquisition's name is reused or because one frame was numbered wrongly. Not thread-safe.
 */
final class FrameClock {
    /** Minimum number of latest frames over which the interval is averaged. */
    private static final int MIN_FRAMES = 100;
    /** A lower frame this much later than the latest one is not a late frame: the numbers have started again. */
    private static final Duration LATER = Duration.ofSeconds(1);
    /** A latest frame unseen for this long was numbered wrongly, or the numbers have started again. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    private @Nullable Instant first;
    private Instant last = Instant.EPOCH;
    private Instant lastSeen = Instant.EPOCH;
    private long lastFrame;
    private Instant referenceTime = Instant.EPOCH;
    private long referenceFrame;
    private @Nullable Double interval;

    /**
     * Observes a position's frame.
     *
     * @param frame not negative
     * @param time of the frame
     * @param seen when the position arrived
     */
    void observe(long frame, Instant time, Instant seen) {
        if (first == null) {
            first = time;
            setReference(frame, time);
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
            setReference(frame, time);
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
        // Nanoseconds would overflow a long after 292 years.
        Duration passed = Duration.between(referenceTime, time);
        double milliseconds = passed.getSeconds() * 1e3 + passed.getNano() / 1e6;
        if (milliseconds > 0) {
            interval = milliseconds / frames;
        }
        if (frames >= MIN_FRAMES) {
            setReference(frame, time);
        }
    }

    private void setReference(long frame, Instant time) {
        referenceFrame = frame;
        referenceTime = time;
    }

    boolean hasObserved() {
        return first != null;
    }

    /** Null before there are two frames. */
    @Nullable
    Double frameIntervalMilliseconds() {
        return interval;
    }

    /** Milliseconds from a frame to the latest one; 0 if it is not earlier, and before the interval is known. */
    long millisecondsSince(long frame) {
        return milliseconds(Math.max(0, lastFrame - frame));
    }

    /** How long a number of frames takes; 0 before the interval is known. */
    long milliseconds(long frames) {
        return interval == null ? 0 : Math.round(frames * interval);
    }

    long firstTime() {
        return first == null ? 0 : first.toEpochMilli();
    }

    long lastTime() {
        return last.toEpochMilli();
    }

    long lastFrame() {
        return lastFrame;
    }
}
