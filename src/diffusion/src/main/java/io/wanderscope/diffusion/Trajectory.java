package io.wanderscope.diffusion;

import java.util.Arrays;

/**
 * The path of one particle: positions in the plane at successive frames, one frame apart. Immutable. The coordinates
 * are finite and in one unit of length, whichever it is.
 */
public final class Trajectory {
    private final double[] x;
    private final double[] y;

    private Trajectory(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Makes a trajectory of the given coordinates, which are copied.
     *
     * @param x horizontal coordinates, one per frame, finite
     * @param y vertical coordinates, as many as {@code x}, finite
     * @throws IllegalArgumentException when the arrays are empty, differ in length, or hold NaN or an infinity
     */
    public static Trajectory of(double[] x, double[] y) {
        return owning(x.clone(), y.clone());
    }

    /**
     * Makes a trajectory of positions observed in some frames only: one point for every frame from the first to the
     * last, where frames in between lie on the straight line from the observed position before to the one after.
     *
     * @param frames frames of the observed positions, ascending, each once
     * @param x horizontal coordinates, as many as {@code frames}, finite
     * @param y vertical coordinates, as many as {@code frames}, finite
     * @throws IllegalArgumentException when the arrays are empty, differ in length, frames do not ascend, or a
     * coordinate is NaN or an infinity
     */
    public static Trajectory interpolated(int[] frames, double[] x, double[] y) {
        if (frames.length == 0 || frames.length != x.length) {
            throw new IllegalArgumentException("a trajectory needs as many x as frames and at least one, got "
                    + x.length + " and " + frames.length);
        }
        int points = frames[frames.length - 1] - frames[0] + 1;
        return owning(everyFrame(frames, x, points), everyFrame(frames, y, points));
    }

    private static double[] everyFrame(int[] frames, double[] coordinates, int points) {
        if (coordinates.length != frames.length) {
            throw new IllegalArgumentException("a trajectory needs as many coordinates as frames, got "
                    + coordinates.length + " and " + frames.length);
        }
        double[] every = new double[points];
        every[0] = coordinates[0];
        for (int observed = 1; observed < frames.length; observed++) {
            int gap = frames[observed] - frames[observed - 1];
            if (gap <= 0) {
                throw new IllegalArgumentException(
                        "frames ascend, got " + frames[observed - 1] + " before " + frames[observed]);
            }
            int start = frames[observed - 1] - frames[0];
            for (int frame = 1; frame <= gap; frame++) {
                double weight = (double) frame / gap;
                // As two products, because the difference of two finite coordinates may overflow.
                every[start + frame] = (1 - weight) * coordinates[observed - 1] + weight * coordinates[observed];
            }
        }
        return every;
    }

    /** As {@link #of}, without the copy: for makers that hand over arrays which nobody else keeps. */
    static Trajectory owning(double[] x, double[] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException(
                    "a trajectory needs as many x as y and at least one, got " + x.length + " and " + y.length);
        }
        requireFinite("x", x);
        requireFinite("y", y);
        return new Trajectory(x, y);
    }

    private static void requireFinite(String axis, double[] coordinates) {
        for (int point = 0; point < coordinates.length; point++) {
            if (!Double.isFinite(coordinates[point])) {
                throw new IllegalArgumentException(axis + " of point " + point + " is " + coordinates[point]
                        + "; coordinates of a trajectory are finite");
            }
        }
    }

    /** Number of points, at least 1. */
    public int size() {
        return x.length;
    }

    /** Horizontal coordinate of a point, counted from 0. */
    public double x(int point) {
        return x[point];
    }

    /** Vertical coordinate of a point, counted from 0. */
    public double y(int point) {
        return y[point];
    }

    /** Whether no point differs from the first: such a trajectory has no displacement to classify. */
    public boolean isImmobile() {
        for (int point = 1; point < x.length; point++) {
            if (x[point] != x[0] || y[point] != y[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trajectory that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "Trajectory of " + x.length + " points from (" + x[0] + ", " + y[0] + ")";
    }
}
