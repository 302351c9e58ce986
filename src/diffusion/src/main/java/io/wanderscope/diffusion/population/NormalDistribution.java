package io.wanderscope.diffusion.population;

/** The standard normal distribution. */
final class NormalDistribution {
    /** Where the continued fraction takes over from the series. */
    private static final double TAIL = 3;

    private static final int FRACTION_TERMS = 60;

    private NormalDistribution() {}

    static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Probability of a number below {@code z}, to ten digits: Abramowitz and Stegun 26.2.11 and 26.2.14. */
    static double cumulative(double z) {
        if (z < 0) {
            return 1 - cumulative(-z);
        }
        return z < TAIL ? 1.0 / 2 + density(z) * series(z) : 1 - density(z) / fraction(z);
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int odd = 3; term > sum * Math.ulp(1.0); odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return sum;
    }

    private static double fraction(double z) {
        double fraction = z;
        for (int term = FRACTION_TERMS; term > 0; term--) {
            fraction = z + term / fraction;
        }
        return fraction;
    }
}
