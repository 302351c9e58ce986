package io.wanderscope.diffusion;

/**
 * How a camera and a tracker see a particle. Lengths are in units of the standard deviation of the particle's own
 * displacements along an axis from one frame to the next, before the camera changes them.
 *
 * @param exposure share of the frame interval over which the camera collects light, 0 to 1; the recorded position is the
 *     mean over it (motion blur)
 * @param noise standard deviation of the localisation noise at the first point, 0 or more
 * @param lastNoise standard deviation of the localisation noise at the last point, 0 or more; in between it changes
 *     linearly, as when a dye bleaches
 * @param grid spacing of the grid to which coordinates are rounded, 0 for none
 * @param missingShare share of the frames in which the particle is not detected, 0 to 0.9; the first and the last frame
 *     are always there
 * @param longestGap most successive frames without a detection, 1 or more
 * @param wrongLink distance by which one wrong link of the tracker displaces all later positions, 0 for no wrong link
 */
public record Camera(
        double exposure,
        double noise,
        double lastNoise,
        double grid,
        double missingShare,
        int longestGap,
        double wrongLink) {
    /** Sees every position in every frame exactly, at an instant. */
    public static final Camera IDEAL = new Camera(0, 0, 0, 0, 0, 1, 0);

    private static final double LARGEST_MISSING_SHARE = 0.9;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public Camera {
        require(exposure >= 0 && exposure <= 1, "exposure must be from 0 to 1, got " + exposure);
        requireLength("noise", noise);
        requireLength("lastNoise", lastNoise);
        requireLength("grid", grid);
        require(
                missingShare >= 0 && missingShare <= LARGEST_MISSING_SHARE,
                "missingShare must be from 0 to " + LARGEST_MISSING_SHARE + ", got " + missingShare);
        require(longestGap >= 1, "longestGap must be at least 1, got " + longestGap);
        requireLength("wrongLink", wrongLink);
    }

    private static void requireLength(String name, double length) {
        require(
                length >= 0 && length < Double.POSITIVE_INFINITY,
                name + " must be finite and not negative, got " + length);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** This camera with another exposure, 0 to 1. */
    public Camera withExposure(double share) {
        return new Camera(share, noise, lastNoise, grid, missingShare, longestGap, wrongLink);
    }

    /** This camera with localisation noise of one standard deviation all along, 0 or more. */
    public Camera withNoise(double deviation) {
        return withNoise(deviation, deviation);
    }

    /** This camera with localisation noise that changes linearly along the track, 0 or more at either end. */
    public Camera withNoise(double first, double last) {
        return new Camera(exposure, first, last, grid, missingShare, longestGap, wrongLink);
    }

    /** This camera with coordinates rounded to a grid, 0 for none. */
    public Camera withGrid(double spacing) {
        return new Camera(exposure, noise, lastNoise, spacing, missingShare, longestGap, wrongLink);
    }

    /** This camera with missing frames, a share of 0 to 0.9 in runs of 1 to {@code longest}. */
    public Camera withGaps(double share, int longest) {
        return new Camera(exposure, noise, lastNoise, grid, share, longest, wrongLink);
    }

    /** This camera with one wrong link that displaces all later positions by a distance, 0 for none. */
    public Camera withWrongLink(double distance) {
        return new Camera(exposure, noise, lastNoise, grid, missingShare, longestGap, distance);
    }
}
