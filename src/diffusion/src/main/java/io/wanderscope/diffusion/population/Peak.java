package io.wanderscope.diffusion.population;

/**
 * A log-normal distribution of diffusion coefficients, on the scale of the bins of a {@link DiffusionGrid}.
 *
 * @param weight its share of the segments, above 0 and at most 1
 * @param mean bin, counted from 0
 * @param deviation in bins, above 0
 */
record Peak(double weight, double mean, double deviation) {
    /** The bin of its mean. */
    int bin() {
        return (int) Math.round(mean);
    }
}
