package io.wanderscope.dashboard.live;

import java.util.Arrays;

/**
 * The latest points of one track, ascending by frame, each with the version at which it arrived. Each frame keeps the
 * first point that arrived for it, as the stream does. Not thread-safe.
 */
final class PathBuffer {
    private static final int FIRST_CAPACITY = 8;
    /** A frame, two coordinates and a version. */
    private static final int POINT_BYTES = 32;

    private final int guaranteed;
    private int size;
    private long[] frames = new long[FIRST_CAPACITY];
    private double[] x = new double[FIRST_CAPACITY];
    private double[] y = new double[FIRST_CAPACITY];
    private long[] versions = new long[FIRST_CAPACITY];

    /**
     * An empty path.
     *
     * @param guaranteed number of latest points that are always kept, at least 1; the buffer holds up to twice as many
     *     before it drops the older ones at once
     */
    PathBuffer(int guaranteed) {
        this.guaranteed = guaranteed;
    }

    /** Adds a point; false if its frame already has one, or if it is older than every point of a full path. */
    boolean add(long frame, double pointX, double pointY, long version) {
        ensureRoom();
        int found = Arrays.binarySearch(frames, 0, size, frame);
        int index = -found - 1;
        if (found >= 0 || (index == 0 && size >= guaranteed)) {
            return false;
        }
        move(index, index + 1, size - index);
        frames[index] = frame;
        x[index] = pointX;
        y[index] = pointY;
        versions[index] = version;
        size++;
        return true;
    }

    private void ensureRoom() {
        if (size < frames.length) {
            return;
        }
        if (size >= 2 * guaranteed) {
            dropOldest(size - guaranteed);
        } else {
            int capacity = Math.min(2 * frames.length, Math.max(2 * guaranteed, size + 1));
            frames = Arrays.copyOf(frames, capacity);
            x = Arrays.copyOf(x, capacity);
            y = Arrays.copyOf(y, capacity);
            versions = Arrays.copyOf(versions, capacity);
        }
    }

    private void dropOldest(int count) {
        move(count, 0, size - count);
        size -= count;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(frames, from, frames, to, count);
        System.arraycopy(x, from, x, to, count);
        System.arraycopy(y, from, y, to, count);
        System.arraycopy(versions, from, versions, to, count);
    }

    /** Number of points, at most the guaranteed ones. */
    int size() {
        return Math.min(size, guaranteed);
    }

    /** First frame of the points that {@link #size} counts. */
    long firstFrame() {
        return frames[size - size()];
    }

    /** Memory in bytes, unused capacity included. */
    int cost() {
        return POINT_BYTES * frames.length;
    }

    long lastFrame() {
        return frames[size - 1];
    }

    double lastX() {
        return x[size - 1];
    }

    double lastY() {
        return y[size - 1];
    }

    /** Those of the {@code latest} points that arrived after a version. */
    Path since(long version, int latest) {
        int start = Math.max(0, size - latest);
        int count = 0;
        for (int point = start; point < size; point++) {
            count += versions[point] > version ? 1 : 0;
        }
        long[] newFrames = new long[count];
        double[] newX = new double[count];
        double[] newY = new double[count];
        int next = 0;
        for (int point = start; point < size; point++) {
            if (versions[point] > version) {
                newFrames[next] = frames[point];
                newX[next] = x[point];
                newY[next++] = y[point];
            }
        }
        return new Path(newFrames, newX, newY);
    }

    /** The guaranteed latest points. */
    Path latest() {
        return since(Long.MIN_VALUE, guaranteed);
    }

    /**
     * Of the guaranteed latest points the first, the last, and evenly spaced ones between them. No others are copied.
     *
     * @param most maximum number of points, at least 2
     */
    Path thinned(int most) {
        int first = size - size();
        return Path.thinned(
                Math.min(size(), most),
                size(),
                point -> frames[first + point],
                point -> x[first + point],
                point -> y[first + point]);
    }
}
