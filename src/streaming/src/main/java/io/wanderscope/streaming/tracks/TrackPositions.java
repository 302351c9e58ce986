package io.wanderscope.streaming.tracks;

import io.wanderscope.diffusion.TrackWindow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Positions of a track as primitive arrays, in the order in which they were accepted. A frame occurs once. That order
 * makes adding a position cheap, and lets what is kept be cut into blocks; frames almost always ascend in it too.
 */
final class TrackPositions implements TrackWindow.Positions {
    private static final int INITIAL_CAPACITY = 8;
    private static final int BYTES_PER_POSITION = 3 * Long.BYTES + 2 * Double.BYTES;

    /** The object and the headers of its arrays. */
    private static final int FIXED_BYTES = 128;

    private int size;
    private long latestFrame = -1;
    private boolean ascending = true;
    private long[] ordinals;
    private long[] frames;
    private double[] x;
    private double[] y;
    private long[] times;

    TrackPositions() {
        this(INITIAL_CAPACITY);
    }

    TrackPositions(int capacity) {
        ordinals = new long[capacity];
        frames = new long[capacity];
        x = new double[capacity];
        y = new double[capacity];
        times = new long[capacity];
    }

    @Override
    public int size() {
        return size;
    }

    /** Place of a position in the order in which the track's positions were accepted, from 1. */
    long ordinal(int index) {
        return ordinals[index];
    }

    @Override
    public long frame(int index) {
        return frames[index];
    }

    @Override
    public double x(int index) {
        return x[index];
    }

    @Override
    public double y(int index) {
        return y[index];
    }

    /** When the frame was exposed, microseconds since 1970. */
    long time(int index) {
        return times[index];
    }

    /** About how much memory the arrays take. */
    long bytes() {
        return FIXED_BYTES + (long) BYTES_PER_POSITION * frames.length;
    }

    /**
     * Adds a position.
     *
     * @param ordinal above those of all others
     * @param frame not yet among them
     */
    void add(long ordinal, long frame, double positionX, double positionY, long time) {
        if (size == frames.length) {
            resize(Math.max(INITIAL_CAPACITY, size + size / 2));
        }
        ordinals[size] = ordinal;
        frames[size] = frame;
        x[size] = positionX;
        y[size] = positionY;
        times[size] = time;
        size++;
        noteFrame(frame);
    }

    /** Adds some of other positions. */
    void addAll(TrackPositions others, int from, int to) {
        for (int index = from; index < to; index++) {
            add(others.ordinals[index], others.frames[index], others.x[index], others.y[index], others.times[index]);
        }
    }

    private void resize(int capacity) {
        ordinals = Arrays.copyOf(ordinals, capacity);
        frames = Arrays.copyOf(frames, capacity);
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        times = Arrays.copyOf(times, capacity);
    }

    private void noteFrame(long frame) {
        ascending &= frame > latestFrame;
        latestFrame = Math.max(latestFrame, frame);
    }

    /** Whether a frame has a position. A later frame than all others, the usual case, is not searched for. */
    boolean hasFrame(long frame) {
        if (frame > latestFrame) {
            return false;
        }
        for (int index = size - 1; index >= 0; index--) {
            if (frames[index] == frame) {
                return true;
            }
        }
        return false;
    }

    /** How many positions have an ordinal of at most this one; they are the first ones. */
    int countThrough(long ordinal) {
        int index = Arrays.binarySearch(ordinals, 0, size, ordinal);
        return index < 0 ? -index - 1 : index + 1;
    }

    /**
     * Among the first positions that the track accepted, those of the latest frames, ascending by frame.
     *
     * @param accepted number of accepted positions to consider, counted from the first
     * @param limit maximum number of positions to return
     */
    TrackPositions latest(long accepted, int limit) {
        int count = countThrough(accepted);
        int first = Math.max(0, count - limit);
        TrackPositions latest = new TrackPositions(Math.max(1, count - first));
        if (ascending) {
            latest.addAll(this, first, count);
        } else {
            byFrame(count).skip(first).forEach(index -> latest.addAll(this, index, index + 1));
        }
        return latest;
    }

    /**
     * The frame after the last of {@code count} positions.
     *
     * @param frame where to start counting
     * @param count at least 1
     */
    long firstFrameAfter(long frame, long count) {
        long[] last = byFrame(size)
                .mapToLong(index -> frames[index])
                .filter(each -> each >= frame)
                .limit(count)
                .toArray();
        return last.length == 0 ? frame : last[last.length - 1] + 1;
    }

    /** Indexes of the first {@code count} positions, ascending by frame. */
    private IntStream byFrame(int count) {
        IntStream indexes = IntStream.range(0, count);
        return ascending
                ? indexes
                : indexes.boxed()
                        .sorted(Comparator.comparingLong(index -> frames[index]))
                        .mapToInt(Integer::intValue);
    }

    /** Keeps only the positions at some indexes, which ascend. */
    void retain(IntStream indexes) {
        int[] kept = indexes.toArray();
        latestFrame = -1;
        ascending = true;
        size = 0;
        for (int index : kept) {
            add(ordinals[index], frames[index], x[index], y[index], times[index]);
        }
    }
}
