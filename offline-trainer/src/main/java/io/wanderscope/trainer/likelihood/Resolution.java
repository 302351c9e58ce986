package io.wanderscope.trainer.likelihood;

/**
 * The number of nodes of the midpoint rule for each unknown that is integrated out. Longer trajectories determine the
 * unknowns more precisely, so they need more nodes.
 *
 * @param exponents nodes over the range of the exponent
 * @param noises nodes over the range of the localisation noise
 */
record Resolution(int exponents, int noises) {
    /** The resolution for trajectories of a length. */
    static Resolution of(int points) {
        if (points <= 150) {
            return new Resolution(16, 12);
        }
        return points <= 500 ? new Resolution(20, 20) : new Resolution(24, 32);
    }

    /** Node of the midpoint rule on a range. */
    static double midpoint(double minimum, double maximum, int node, int nodes) {
        return minimum + (maximum - minimum) * (node + 0.5) / nodes;
    }
}
