package io.wanderscope.diffusion;

import java.util.Arrays;

/**
 * The path of one particle: its positions in the plane, one per frame without gaps. All coordinates are finite and share
 * one unit of length, which can be any. Immutable.
 */
public final class Trajectory {
    private final double[] x;
    private final double[] y;

    private Trajectory(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Creates a trajectory from a copy of the given coordinates.
     *
     * @param x horizontal coordinates, one per frame, finite
     * @param y vertical coordinates, as many as {@code x}, finite
     * @throws IllegalArgumentException if the arrays are empty, differ in length, or contain NaN or an infinity
     */
    public static Trajectory of(double[] x, double[] y) {
        return owning(x.clone(), y.clone());
    }

    /**
     * Creates a trajectory from positions observed in some frames only. It has one point for every frame from the first
     * to the last; a frame without an observed position is interpolated linearly between its neighbours.
     *
     * @param frames frames of the observed positions, strictly ascending
     * @param x horizontal coordinates, as many as {@code frames}, finite
     * @param y vertical coordinates, as many as {@code frames}, finite
     * @throws IllegalArgumentException if the arrays are empty, differ in length, the frames do not ascend, or a
     *     coordinate is NaN or an infinity
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
                        "frames must ascend, got " + frames[observed - 1] + " before " + frames[observed]);
            }
            int start = frames[observed - 1] - frames[0];
            for (int frame = 1; frame <= gap; frame++) {
                double weight = (double) frame / gap;
                // Two products, because the difference of two finite coordinates can overflow.
                every[start + frame] = (1 - weight) * coordinates[observed - 1] + weight * coordinates[observed];
            }
        }
        return every;
    }

    /** Like {@link #of} but without the copy: the caller hands over the arrays and keeps no reference to them. */
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
                        + "; coordinates of a trajectory must be finite");
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

    /** Whether all points are equal: such a trajectory has no displacement to classify. */
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
