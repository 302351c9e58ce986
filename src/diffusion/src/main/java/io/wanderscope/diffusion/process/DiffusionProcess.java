package io.wanderscope.diffusion.process;

/** A random process that a particle follows, in its own unit of length. Not thread-safe. */
public interface DiffusionProcess {
    /**
     * Draws the displacements of one trajectory in the plane, at {@code substeps} equal steps per frame.
     *
     * @param exponent anomalous exponent α, in the model's range
     * @param substeps steps per frame, at least 1; with 1, displacements lead from each frame to the next
     * @param dx receives the displacements along x; a trajectory has one more point than displacements
     * @param dy receives the displacements along y; as long as {@code dx}
     */
    void displacements(double exponent, int substeps, double[] dx, double[] dy);
}
