package io.wanderscope.diffusion.process;

import java.util.Arrays;

/** Powers k^α of the integers from 0, by a table of logarithms that grows as needed. Not thread-safe. */
final class IntegerPowers {
    private double[] logarithms = {Double.NEGATIVE_INFINITY, 0};

    /** Powers 0^α … (count − 1)^α, for α above 0. */
    double[] of(double exponent, int count) {
        growTo(count);
        double[] powers = new double[count];
        for (int k = 1; k < count; k++) {
            powers[k] = Math.exp(exponent * logarithms[k]);
        }
        return powers;
    }

    private void growTo(int count) {
        int known = logarithms.length;
        if (count > known) {
            logarithms = Arrays.copyOf(logarithms, count);
            for (int k = known; k < count; k++) {
                logarithms[k] = Math.log(k);
            }
        }
    }
}
