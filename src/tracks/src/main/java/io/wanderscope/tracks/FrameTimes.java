package io.wanderscope.tracks;

import java.util.OptionalDouble;

/** The interval between frames, from the first rows of a table that has both a frame and a time. */
final class FrameTimes {
    /** Enough to find the interval, and few enough to keep. */
    private static final int MAX_PAIRS = 4096;

    /** How far, in intervals, a time may be from that of its frame. */
    private static final double TOLERANCE = 0.25;

    private final double[] frames = new double[MAX_PAIRS];
    private final double[] times = new double[MAX_PAIRS];
    private int count;

    /** Adds a row; the time may be NaN. */
    void add(double frame, double time) {
        if (count < MAX_PAIRS && Double.isFinite(time)) {
            frames[count] = frame;
            times[count] = time;
            count++;
        }
    }

    /** Time from one frame to the next, above 0; empty if there are too few frames, or the times do not follow them. */
    OptionalDouble interval() {
        int first = extreme(-1);
        int last = extreme(1);
        double interval = count == 0 ? Double.NaN : (times[last] - times[first]) / (frames[last] - frames[first]);
        if (!(interval > 0) || !Double.isFinite(interval)) {
            return OptionalDouble.empty();
        }
        double error = largestError(frames, times, count, first, interval);
        return error > TOLERANCE * interval
                ? OptionalDouble.empty()
                : OptionalDouble.of(ShortestNumber.near(interval, error / (frames[last] - frames[first])));
    }

    /** How far a time is from that of its frame at most, which is at least the error of a double. */
    static double largestError(double[] frames, double[] times, int count, int first, double interval) {
        double largest = 0;
        for (int index = 0; index < count; index++) {
            double expected = times[first] + interval * (frames[index] - frames[first]);
            largest = Math.max(largest, Math.abs(times[index] - expected) + 2 * Math.ulp(times[index]));
        }
        return largest;
    }

    private int extreme(int sign) {
        int best = 0;
        for (int index = 1; index < count; index++) {
            best = sign * frames[index] > sign * frames[best] ? index : best;
        }
        return best;
    }
}
