package io.wanderscope.inference;

/**
 * An estimate of a quantity and how far it can be believed.
 *
 * @param value the estimate
 * @param sd standard deviation of the estimate, not negative
 */
public record Estimate(float value, float sd) {
    boolean isFinite() {
        return Float.isFinite(value) && Float.isFinite(sd);
    }
}
