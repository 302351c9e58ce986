package io.wanderscope.diffusion;

/**
 * One of the processes behind the eight models. Displacements between successive frames, one frame apart, in the
 * process's own unit of length; {@link TrajectorySimulator} rescales them.
 */
interface DiffusionProcess {
    /**
     * Draws the displacements of one trajectory in the plane.
     *
     * @param exponent anomalous exponent α, in the range of the model
     * @param dx filled with the displacements along x, one fewer than the trajectory has points
     * @param dy filled with the displacements along y, as many as {@code dx}
     */
    void displacements(double exponent, double[] dx, double[] dy);
}
