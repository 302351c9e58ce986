package io.wanderscope.diffusion;

import java.util.Arrays;

/**
 * The path of one particle: positions in the plane at successive frames, one frame apart. Immutable. The coordinates are
 * finite and in one unit of length, whichever it is.
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
