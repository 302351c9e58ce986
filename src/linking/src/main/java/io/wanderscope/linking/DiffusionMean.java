package io.wanderscope.linking;

/**
 * A running mean of diffusion coefficients that forgets: a new displacement counts 1, and those before it lose one part in the
 * length of the memory, so the weight stays below that length.
 *
 * @param weight how many displacements it rests on, 0 or more
 * @param coefficient the mean, in unit of length squared per frame; it can be negative, because the variance of the
 *     localisation errors is subtracted; 0 without displacements
 */
public record DiffusionMean(double weight, double coefficient) {
    /** Displacements that a track remembers. */
    public static final int TRACK_MEMORY = 30;

    /** Displacements that an acquisition remembers. */
    public static final int POPULATION_MEMORY = 1000;

    /** Without displacements. */
    public static final DiffusionMean NONE = new DiffusionMean(0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is not finite, or the weight is negative
     */
    public DiffusionMean {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY && Double.isFinite(coefficient))) {
            throw new IllegalArgumentException("a mean diffusion coefficient is " + coefficient + " with weight "
                    + weight + "; both must be finite, and the weight 0 or more");
        }
    }

    /** The mean with the coefficient of another displacement. */
    DiffusionMean plus(double sample, int memory) {
        double kept = weight * (1 - 1.0 / memory);
        return new DiffusionMean(kept + 1, (kept * coefficient + sample) / (kept + 1));
    }

    /** The coefficient when displacements of a prior are added. */
    double shrunkTowards(double prior, double priorWeight) {
        return (weight * coefficient + priorWeight * prior) / (weight + priorWeight);
    }
}
