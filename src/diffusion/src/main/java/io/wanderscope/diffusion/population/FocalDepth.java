package io.wanderscope.diffusion.population;

import java.util.Arrays;

/**
 * How many of the displacements of a particle count that is in focus at an instant. The particle may be anywhere in the depth of
 * focus, with equal probability, and is seen in a frame if it is in focus there; Brownian motion takes it out and back.
 * A displacement counts if it belongs to a track of three points. Where f(k) is the probability that a particle in focus is in focus in
 * each of the next k frames, that is {@code 2 f(2) − f(3)} of the displacements of a particle that stays: the particle was in focus
 * a frame earlier, or is a frame later, and the probability of both is subtracted because it was counted twice.
 *
 * @param depth in the unit of length, above 0
 */
record FocalDepth(double depth) {
    private static final int CELLS = 64;

    /** Standard deviation in pieces above which the density is even over a piece, so that differences would only round it away. */
    private static final double EVEN = 1e4;

    /** Keeps what is divided by it finite. */
    private static final double LEAST_SHARE = 1e-100;

    /** Share of the displacements of a particle in focus that count, above 0 and at most 1. */
    double countedShare(double diffusionCoefficient, double frameInterval) {
        double[] remaining = remaining(diffusionCoefficient, frameInterval, 3);
        return Math.max(LEAST_SHARE, 2 * remaining[1] - remaining[2]);
    }

    /**
     * Probabilities that a particle in focus is in focus in each of the next 1, 2, … frames. The density within the depth is piecewise
     * constant; it spreads exactly, and is then averaged over each piece again.
     */
    double[] remaining(double diffusionCoefficient, double frameInterval, int frames) {
        double[] transitions = transitions(Math.sqrt(2 * diffusionCoefficient * frameInterval) / depth * CELLS);
        double[] density = new double[CELLS];
        Arrays.fill(density, 1.0 / CELLS);
        double[] remaining = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            double[] spread = new double[CELLS];
            for (int from = 0; from < CELLS; from++) {
                for (int to = 0; to < CELLS; to++) {
                    spread[to] += density[from] * transitions[Math.abs(from - to)];
                }
            }
            density = spread;
            remaining[frame] = Arrays.stream(density).sum();
        }
        return remaining;
    }

    /** Probabilities to go from anywhere in a piece to one that is so many pieces away. */
    private static double[] transitions(double deviation) {
        double[] transitions = new double[CELLS];
        Arrays.setAll(
                transitions,
                distance -> deviation > EVEN
                        ? NormalDistribution.density(distance / deviation) / deviation
                        : transition(distance, deviation));
        return transitions;
    }

    /** The second difference of an integral. */
    private static double transition(int distance, double deviation) {
        double difference =
                excess(distance + 1, deviation) - 2 * excess(distance, deviation) + excess(distance - 1, deviation);
        return Math.max(0, difference);
    }

    /** Mean excess of 0 by a normal number of this mean and standard deviation: the integral of its distribution function. */
    private static double excess(double mean, double deviation) {
        double z = mean / deviation;
        return mean * NormalDistribution.cumulative(z) + deviation * NormalDistribution.density(z);
    }
}
