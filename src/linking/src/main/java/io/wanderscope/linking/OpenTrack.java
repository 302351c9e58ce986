package io.wanderscope.linking;

/**
 * A track that may go on: all that linking needs to know of it.
 *
 * @param number its name, 1 or more; no other track of the acquisition has or will have it
 * @param frame frame of its last localisation, 0 or more
 * @param last its last localisation
 * @param diffusion what its displacements say about its diffusion coefficient
 */
public record OpenTrack(long number, long frame, Localisation last, DiffusionMean diffusion) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public OpenTrack {
        if (number < 1 || frame < 0) {
            throw new IllegalArgumentException("track " + number + " was last seen in frame " + frame
                    + "; the number must be 1 or more, the frame 0 or more");
        }
    }
}
