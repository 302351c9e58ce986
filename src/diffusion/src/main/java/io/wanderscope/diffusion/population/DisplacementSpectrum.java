package io.wanderscope.diffusion.population;

/**
 * The covariance of the successive displacements of fractional Brownian motion, seen by a camera with an exposure and with
 * localisation noise, {@code K R + 2 σ² T}: {@code R} that of the motion, {@code T} that of the noise. There are combinations
 * of the displacements, independent of each other, in which both are diagonal: with variances {@code K λ + 2 σ²}. So the
 * likelihood for any {@code K} and {@code σ} follows from their mean squares.
 */
final class DisplacementSpectrum {
    private static final int SWEEPS = 30;

    private final double[] eigenvalues;
    private final double[][] combinations;

    /**
     * Diagonalises.
     *
     * @param length number of displacements
     * @param exponent between 0 and 2
     * @param exposure share of the frame interval, 0 to 1
     */
    DisplacementSpectrum(int length, double exponent, double exposure) {
        double[][] whitening = whitening(length);
        double[][] matrix = product(product(whitening, covariance(length, exponent, exposure)), whitening);
        double[][] vectors = diagonalise(matrix);
        eigenvalues = new double[length];
        for (int k = 0; k < length; k++) {
            eigenvalues[k] = Math.max(matrix[k][k], Double.MIN_NORMAL);
        }
        combinations = product(vectors, whitening);
    }

    /** The variances of the combinations, of motion with {@code K} = 1 without noise; above 0. */
    double[] eigenvalues() {
        return eigenvalues.clone();
    }

    /** Sums of the squares of each combination over the segments and axes, 0 or more. */
    double[] squares(SegmentMoments moments) {
        double[] squares = new double[eigenvalues.length];
        for (int k = 0; k < squares.length; k++) {
            squares[k] = Math.max(0, squares(moments, combinations[k]));
        }
        return squares;
    }

    private static double squares(SegmentMoments moments, double[] weights) {
        int last = weights.length - 1;
        int place = SegmentMoments.first(weights.length);
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            for (int j = i; i + j <= last; j++) {
                double both = (weights[i] * weights[j] + weights[last - i] * weights[last - j]) / 2;
                sum += (i == j ? 1 : 2) * both * moments.moment(place++);
            }
        }
        return sum;
    }

    /**
     * Covariances of the displacements of which those from frame to frame have unit variance, without noise. {@code
     * ρ(k) = (m(k + 1) + m(k − 1) − 2 m(k)) / 2}, with the mean squared displacement {@code m} of {@link #spread}.
     */
    private static double[][] covariance(int length, double exponent, double exposure) {
        double[] spread = new double[length + 1];
        for (int lag = 1; lag <= length; lag++) {
            spread[lag] = spread(lag, exponent, exposure) / spread(1, exponent, exposure);
        }
        double[][] covariance = new double[length][length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                int lag = Math.abs(i - j);
                covariance[i][j] = (spread[lag + 1] + spread[Math.abs(lag - 1)] - 2 * spread[lag]) / 2;
            }
        }
        return covariance;
    }

    /**
     * Mean squared displacement over a lag of 1 or more frames between positions that are means over the exposure {@code E}. With
     * {@code a} = α + 2, the mean of {@code |lag + u − v|^α} over both exposures is {@code ((lag + E)^a + (lag − E)^a − 2 lag^a)
     * / (E² a (a − 1))}, and that of {@code |u − v|^α} is {@code 2 E^α / (a (a − 1))}.
     */
    static double spread(int lag, double exponent, double exposure) {
        if (exposure < 1e-3) {
            return Math.pow(lag, exponent);
        }
        double power = exponent + 2;
        double apart = (Math.pow(lag + exposure, power) + Math.pow(lag - exposure, power) - 2 * Math.pow(lag, power))
                / (exposure * exposure);
        return (apart - 2 * Math.pow(exposure, exponent)) / (power * (power - 1));
    }

    /**
     * The inverse root of the covariance of noise, which is 1 on the diagonal and −½ beside it: its eigenvectors are sines, its
     * eigenvalues {@code 1 − cos(π k / (n + 1))}.
     */
    private static double[][] whitening(int length) {
        double[][] root = new double[length][length];
        double angle = Math.PI / (length + 1);
        for (int k = 1; k <= length; k++) {
            double weight = 2 / ((length + 1) * Math.sqrt(1 - Math.cos(k * angle)));
            for (int i = 0; i < length; i++) {
                for (int j = 0; j < length; j++) {
                    root[i][j] += weight * Math.sin((i + 1) * k * angle) * Math.sin((j + 1) * k * angle);
                }
            }
        }
        return root;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[left.length][left.length];
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < left.length; k++) {
                for (int j = 0; j < left.length; j++) {
                    product[i][j] += left[i][k] * right[k][j];
                }
            }
        }
        return product;
    }

    /** Makes a symmetric matrix diagonal by Jacobi's rotations, and returns its eigenvectors as rows. */
    private static double[][] diagonalise(double[][] matrix) {
        int size = matrix.length;
        double[][] vectors = new double[size][size];
        for (int k = 0; k < size; k++) {
            vectors[k][k] = 1;
        }
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < SWEEPS; sweep++) {
            rotated = false;
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotated |= rotate(matrix, vectors, p, q);
                }
            }
        }
        return vectors;
    }

    private static boolean rotate(double[][] matrix, double[][] vectors, int p, int q) {
        double off = matrix[p][q];
        if (Math.abs(off) <= Math.ulp(Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q])))) {
            return false;
        }
        double ratio = (matrix[q][q] - matrix[p][p]) / (2 * off);
        double tangent = Math.copySign(1, ratio) / (Math.abs(ratio) + Math.hypot(1, ratio));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = tangent * cosine;
        for (int k = 0; k < matrix.length; k++) {
            double left = matrix[k][p];
            double right = matrix[k][q];
            matrix[k][p] = cosine * left - sine * right;
            matrix[k][q] = sine * left + cosine * right;
        }
        for (double[][] rows : new double[][][] {matrix, vectors}) {
            for (int k = 0; k < matrix.length; k++) {
                double upper = rows[p][k];
                double lower = rows[q][k];
                rows[p][k] = cosine * upper - sine * lower;
                rows[q][k] = sine * upper + cosine * lower;
            }
        }
        return true;
    }
}
