package io.wanderscope.linking;

/**
 * Where a particle was detected in one frame. All lengths have one unit, the same throughout an acquisition.
 *
 * @param x coordinate, between -{@value #FARTHEST} and {@value #FARTHEST}
 * @param y coordinate, in the same range
 * @param z coordinate, in the same range; 0 in a plane
 * @param error standard deviation of the localisation error along an axis, 0 to {@value #FARTHEST}; 0 if it is unknown, which
 *     counts it to the displacements
 */
public record Localisation(double x, double y, double z, double error) {
    /** Largest coordinate; with it, no square or volume is beyond the range of a double. */
    public static final double FARTHEST = 1e50;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range or not a number
     */
    public Localisation {
        requireCoordinate("x", x);
        requireCoordinate("y", y);
        requireCoordinate("z", z);
        if (!(error >= 0 && error <= FARTHEST)) {
            throw new IllegalArgumentException(
                    "the localisation error is " + error + "; it must be between 0 and " + FARTHEST);
        }
    }

    /** A localisation in a plane, with an unknown error. */
    public static Localisation of(double x, double y) {
        return new Localisation(x, y, 0, 0);
    }

    double coordinate(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }

    double squaredDistance(Localisation other) {
        double dx = other.x - x;
        double dy = other.y - y;
        double dz = other.z - z;
        return dx * dx + dy * dy + dz * dz;
    }

    private static void requireCoordinate(String name, double value) {
        if (!(Math.abs(value) <= FARTHEST)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; it must be between -" + FARTHEST + " and " + FARTHEST);
        }
    }
}
