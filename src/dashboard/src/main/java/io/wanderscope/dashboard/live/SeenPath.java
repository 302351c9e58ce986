package io.wanderscope.dashboard.live;

import java.util.Arrays;

/**
 * The latest points of one track, ascending by frame, each with the version at which it came. A frame has one point,
 * the first that came, as in the stream. Not thread-safe.
 */
final class SeenPath {
    private static final int FIRST_CAPACITY = 8;
    /** A frame, two coordinates and a version. */
    private static final int POINT_BYTES = 32;

    private final int most;
    private int size;
    private long[] frames = new long[FIRST_CAPACITY];
    private double[] x = new double[FIRST_CAPACITY];
    private double[] y = new double[FIRST_CAPACITY];
    private long[] versions = new long[FIRST_CAPACITY];

    /**
     * An empty path.
     *
     * @param most number of points that are surely kept, the latest ones; at least 1
     */
    SeenPath(int most) {
        this.most = most;
    }

    /** Takes in a point; false when its frame has one already, or when it is older than all of a full path. */
    boolean add(long frame, double pointX, double pointY, long version) {
        makeRoom();
        int found = Arrays.binarySearch(frames, 0, size, frame);
        int place = -found - 1;
        if (found >= 0 || (place == 0 && size >= most)) {
            return false;
        }
        shiftFrom(place);
        frames[place] = frame;
        x[place] = pointX;
        y[place] = pointY;
        versions[place] = version;
        size++;
        return true;
    }

    private void makeRoom() {
        if (size < frames.length) {
            return;
        }
        if (size >= 2 * most) {
            forgetOldest(size - most);
        } else {
            int capacity = Math.min(2 * frames.length, Math.max(2 * most, size + 1));
            frames = Arrays.copyOf(frames, capacity);
            x = Arrays.copyOf(x, capacity);
            y = Arrays.copyOf(y, capacity);
            versions = Arrays.copyOf(versions, capacity);
        }
    }

    private void forgetOldest(int count) {
        move(count, 0, size - count);
        size -= count;
    }

    private void shiftFrom(int place) {
        move(place, place + 1, size - place);
    }

    private void move(int from, int to, int count) {
        System.arraycopy(frames, from, frames, to, count);
        System.arraycopy(x, from, x, to, count);
        System.arraycopy(y, from, y, to, count);
        System.arraycopy(versions, from, versions, to, count);
    }

    /** Number of the latest points, as many as are surely kept. */
    int size() {
        return Math.min(size, most);
    }

    /** The first frame of the latest points. */
    long firstFrame() {
        return frames[size - size()];
    }

    /** How many bytes its points take, with the room for more. */
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

    /** The points that came after a version, among the latest ones. */
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

    /** The latest points, as many as are surely kept. */
    Path latest() {
        return since(Long.MIN_VALUE, most);
    }
}
