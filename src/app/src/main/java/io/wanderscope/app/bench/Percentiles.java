package io.wanderscope.app.bench;

import java.util.Arrays;

/** Percentiles of a sample by the nearest-rank method: each is a value of the sample. */
final class Percentiles {
    private final double[] ascending;

    /**
     * Sorts a copy of the sample.
     *
     * @throws IllegalArgumentException when the sample is empty
     */
    Percentiles(double[] sample) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("an empty sample has no percentiles");
        }
        ascending = sample.clone();
        Arrays.sort(ascending);
    }

    /**
     * The smallest value that at least this share of the sample does not exceed.
     *
     * @param share above 0, at most 1: 0.5 for the median
     * @throws IllegalArgumentException when the share is out of its range
     */
    double at(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be above 0 and at most 1, got " + share);
        }
        return ascending[(int) Math.ceil(share * ascending.length) - 1];
    }

    /** The median. */
    double median() {
        return at(0.5);
    }

    /** The largest value. */
    double maximum() {
        return ascending[ascending.length - 1];
    }
}
