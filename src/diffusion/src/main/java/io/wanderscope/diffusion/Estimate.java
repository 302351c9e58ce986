package io.wanderscope.diffusion;

/**
 * A quantity that was estimated, with the standard deviation of its estimate.
 *
 * @param value the estimate
 * @param deviation its standard deviation, 0 or more, in the same unit; 0 if the value was given and not estimated
 */
public record Estimate(double value, double deviation) {
    boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(deviation);
    }

    /** In another unit, of which the present one is {@code factor}. */
    Estimate scaled(double factor) {
        return new Estimate(factor * value, factor * deviation);
    }
}
