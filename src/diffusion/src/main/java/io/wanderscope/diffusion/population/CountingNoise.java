package io.wanderscope.diffusion.population;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Takes the noise of counting out of a table. Its columns resemble each other, so a few patterns make up all of them, and what
 * is left is noise. In the roots of counts that noise is equally strong everywhere, so that the patterns stand out: those of
 * the singular value decomposition that are stronger than noise alone would make any.
 */
final class CountingNoise {
    /** Variance of the root of a count, and of its rounding to a whole number. */
    private static final double VARIANCE = 1.0 / 4 + 1.0 / 12;

    private static final int MAX_PATTERNS = 40;
    private static final int STEPS = 40;
    private static final long SEED = 0x7061_7474_6572_6e73L;

    private final double[][] roots;
    private final double[][] products;

    private CountingNoise(double[][] roots) {
        this.roots = roots;
        this.products = products(roots);
    }

    /**
     * The table without noise.
     *
     * @param roots of counts, by row and column; at least one row and one column, not all 0
     * @return roots, 0 or more
     */
    static double[][] removed(double[][] roots) {
        return new CountingNoise(roots).projected();
    }

    /** Scalar products of all columns. */
    private static double[][] products(double[][] roots) {
        double[][] products = new double[roots[0].length][roots[0].length];
        for (double[] row : roots) {
            for (int first = 0; first < row.length; first++) {
                add(row[first], row, products[first]);
            }
        }
        return products;
    }

    /** Adds a multiple of a vector to another. */
    private static void add(double factor, double[] vector, double[] sum) {
        if (factor != 0) {
            for (int index = 0; index < sum.length; index++) {
                sum[index] += factor * vector[index];
            }
        }
    }

    private static double product(double[] first, double[] second) {
        double sum = 0;
        for (int index = 0; index < first.length; index++) {
            sum += first[index] * second[index];
        }
        return sum;
    }

    private double[][] projected() {
        double[][] patterns = patterns();
        double[][] projected = new double[roots.length][products.length];
        for (int row = 0; row < roots.length; row++) {
            for (double[] pattern : patterns) {
                add(product(roots[row], pattern), pattern, projected[row]);
            }
            projected[row] =
                    Arrays.stream(projected[row]).map(root -> Math.max(0, root)).toArray();
        }
        return projected;
    }

    /** Those that are stronger than noise, and the strongest in any case, by orthogonal iteration. */
    private double[][] patterns() {
        double[][] patterns = randomVectors(Math.min(MAX_PATTERNS, products.length), products.length);
        double[] strengths = new double[patterns.length];
        for (int step = 0; step < STEPS; step++) {
            for (int index = 0; index < patterns.length; index++) {
                patterns[index] = multiplied(patterns[index]);
            }
            strengths = orthonormalise(patterns);
        }
        int found = 1;
        while (found < patterns.length && strengths[found] > largestOfNoise()) {
            found++;
        }
        return Arrays.copyOf(patterns, found);
    }

    private static double[][] randomVectors(int count, int length) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] vectors = new double[count][length];
        for (double[] vector : vectors) {
            Arrays.setAll(vector, index -> random.nextGaussian());
        }
        return vectors;
    }

    private double[] multiplied(double[] vector) {
        return Arrays.stream(products).mapToDouble(row -> product(row, vector)).toArray();
    }

    /** Makes each vector one of unit length that is orthogonal to those before it; returns the lengths before. */
    private static double[] orthonormalise(double[][] vectors) {
        double[] lengths = new double[vectors.length];
        for (int index = 0; index < vectors.length; index++) {
            double[] vector = vectors[index];
            for (int before = 0; before < index; before++) {
                add(-product(vector, vectors[before]), vectors[before], vector);
            }
            double length = Math.sqrt(product(vector, vector));
            lengths[index] = length;
            Arrays.setAll(vector, each -> length > 0 ? vector[each] / length : 0);
        }
        return lengths;
    }

    /** The largest eigenvalue that the products of as many columns of nothing but noise have. */
    private double largestOfNoise() {
        long rows = Arrays.stream(roots)
                .filter(row -> Arrays.stream(row).anyMatch(root -> root > 0))
                .count();
        double singular = Math.sqrt((double) rows) + Math.sqrt(products.length);
        return VARIANCE * singular * singular;
    }
}
