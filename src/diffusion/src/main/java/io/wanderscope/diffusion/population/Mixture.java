package io.wanderscope.diffusion.population;

import java.util.Arrays;

/**
 * The likelihood of counted tracks under a mixture of kinds of motion and of recordings. How a track was recorded does not depend
 * on its kind of motion, so the share of a kind in a recording is the product of theirs.
 *
 * <p>Shares are an array: first those of the kinds, then those of the recordings, each adding up to 1.
 */
final class Mixture {
    /** Keeps shares above 0 while they approach the most likely ones. */
    private static final double LEAST = 1e-6;

    private final int kinds;
    private final int recordings;
    private final double[] counts;

    /** By cell, {@code [kind * recordings + recording]}. */
    private final double[][] probabilities;

    /**
     * Takes ownership of the arrays.
     *
     * @param counts of tracks, by cell, above 0
     * @param probabilities of each cell, above 0, by {@code kind * recordings + recording}
     */
    Mixture(int kinds, int recordings, double[] counts, double[][] probabilities) {
        this.kinds = kinds;
        this.recordings = recordings;
        this.counts = counts;
        this.probabilities = probabilities;
    }

    int kinds() {
        return kinds;
    }

    /** Number of kinds and recordings. */
    int size() {
        return kinds + recordings;
    }

    /**
     * Shares from which to look for likely ones: all recordings equally frequent, and so are the first kinds, which are
     * to explain the tracks if they can; the others are rare.
     *
     * @param common number of the first kinds
     * @param rarity share of another kind, as a part of that of one of the first
     */
    double[] firstShares(int common, double rarity) {
        double[] shares = new double[size()];
        Arrays.fill(shares, 0, common, 1);
        Arrays.fill(shares, common, kinds, rarity);
        Arrays.fill(shares, kinds, size(), 1);
        normalise(shares, 0, kinds);
        normalise(shares, kinds, size());
        return shares;
    }

    /** Shares that make the counts more likely (expectation maximisation). */
    double[] improved(double[] shares, int steps) {
        double[] improved = shares;
        for (int step = 0; step < steps; step++) {
            double[] gradient = new double[size()];
            double[] scores = new double[size()];
            for (int cell = 0; cell < counts.length; cell++) {
                scores(cell, improved, scores);
                for (int index = 0; index < gradient.length; index++) {
                    gradient[index] += counts[cell] * scores[index];
                }
            }
            improved = scaled(improved, gradient);
        }
        return improved;
    }

    private double[] scaled(double[] shares, double[] factors) {
        double[] scaled = new double[size()];
        for (int index = 0; index < scaled.length; index++) {
            scaled[index] = Math.max(LEAST, shares[index] * factors[index]);
        }
        normalise(scaled, 0, kinds);
        normalise(scaled, kinds, size());
        return scaled;
    }

    private static void normalise(double[] values, int from, int to) {
        double sum = 0;
        for (int index = from; index < to; index++) {
            sum += values[index];
        }
        for (int index = from; index < to; index++) {
            values[index] /= sum;
        }
    }

    /** Derivatives of the logarithm of a cell's probability with respect to the shares. */
    private void scores(int cell, double[] shares, double[] scores) {
        double[] ofCell = probabilities[cell];
        Arrays.fill(scores, 0);
        double probability = 0;
        for (int kind = 0; kind < kinds; kind++) {
            double ofKind = 0;
            for (int recording = 0; recording < recordings; recording++) {
                double each = ofCell[kind * recordings + recording];
                ofKind += each * shares[kinds + recording];
                scores[kinds + recording] += each * shares[kind];
            }
            scores[kind] = ofKind;
            probability += ofKind * shares[kind];
        }
        for (int index = 0; index < scores.length; index++) {
            scores[index] /= probability;
        }
    }

    /** The logarithm of the likelihood around shares. */
    Expansion around(double[] shares) {
        double[] slope = new double[size()];
        double[][] curvature = new double[size()][size()];
        double[] scores = new double[size()];
        for (int cell = 0; cell < counts.length; cell++) {
            scores(cell, shares, scores);
            for (int row = 0; row < scores.length; row++) {
                double weighted = counts[cell] * scores[row];
                slope[row] += weighted;
                for (int column = 0; column < scores.length; column++) {
                    curvature[row][column] += weighted * scores[column];
                }
            }
        }
        return new Expansion(shares, slope, curvature);
    }

    /** A quadratic function of the shares. */
    static final class Expansion {
        private final double[] shares;
        private final double[] slope;
        private final double[][] curvature;

        /** Takes ownership of the arrays. */
        private Expansion(double[] shares, double[] slope, double[][] curvature) {
            this.shares = shares;
            this.slope = slope;
            this.curvature = curvature;
        }

        /** A copy of where it was expanded. */
        double[] shares() {
            return shares.clone();
        }

        /** A copy of its derivative there. */
        double[] slope() {
            return slope.clone();
        }

        /** The negative of its second derivative, to be read only. */
        double[][] curvature() {
            return curvature;
        }
    }
}
