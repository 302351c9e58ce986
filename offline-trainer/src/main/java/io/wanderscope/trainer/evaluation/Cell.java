package io.wanderscope.trainer.evaluation;

/**
 * The results at one length and level of noise.
 *
 * @param points length of the trajectories, in points
 * @param noise standard deviation of the localisation noise, in units of the displacements' s.d.
 * @param results without and with knowledge of the imaging conditions
 */
public record Cell(int points, double noise, ByImaging<Evaluation> results) {
    /** Its length and noise, in words. */
    public String name() {
        return points + " points, noise " + noise;
    }
}
