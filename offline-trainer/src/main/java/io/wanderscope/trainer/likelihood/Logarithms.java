package io.wanderscope.trainer.likelihood;

import java.util.Arrays;

/** Sums of numbers whose logarithms are known and may be far below zero. */
final class Logarithms {
    private Logarithms() {}

    /** Logarithm of the sum of e^each. */
    static double sumOfExponentials(double[] logarithms) {
        double largest = Arrays.stream(logarithms).max().orElseThrow();
        double sum = 0;
        for (double logarithm : logarithms) {
            sum += Math.exp(logarithm - largest);
        }
        return largest + Math.log(sum);
    }
}
