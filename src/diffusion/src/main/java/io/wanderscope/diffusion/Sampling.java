package io.wanderscope.diffusion;

/**
 * Which part of a process becomes a track, and how finely it is drawn.
 *
 * @param points number of points, one per frame, at least 3
 * @param age frames for which the process ran before the first point, 0 or more
 * @param substeps steps per frame at which the path is drawn, at least 1; the exposure of a camera is rounded to whole
 *     substeps
 * @param orientation angle by which the path is turned counter-clockwise, in radians
 */
public record Sampling(int points, int age, int substeps, double orientation) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Sampling {
        if (points < 3) {
            throw new IllegalArgumentException("a simulated trajectory needs at least 3 points, got " + points);
        }
        if (age < 0) {
            throw new IllegalArgumentException("the age must not be negative, got " + age);
        }
        if (substeps < 1) {
            throw new IllegalArgumentException("there must be at least 1 substep per frame, got " + substeps);
        }
        if (!Double.isFinite(orientation)) {
            throw new IllegalArgumentException("the orientation must be finite, got " + orientation);
        }
    }

    /** A track from the start of the process, drawn frame by frame and not turned. */
    public static Sampling frameByFrame(int points) {
        return new Sampling(points, 0, 1, 0);
    }
}
