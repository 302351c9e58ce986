package io.wanderscope.trainer.likelihood;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The distribution of the sample variance of a trajectory's displacements about their mean. The simulator divides the
 * displacements by its root, so it is what relates the scale of the process to that of the localisation noise.
 *
 * @param mean expected sample variance
 * @param variance variance of the sample variance
 */
record SampleVariance(double mean, double variance) {
    /** Below this standard deviation of its logarithm the sample variance counts as known. */
    private static final double NEARLY_KNOWN = 0.08;

    private static final int QUANTILES = 5;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * The moments of ΔᵀPΔ / m for m displacements of covariance K, where P subtracts the mean: tr(PK) / m and
     * 2 tr(PKPK) / m².
     *
     * @param trace trace of K
     * @param squares sum of the squares of all entries of K
     * @param rowSums sum of each row of K
     */
    static SampleVariance of(double trace, double squares, double[] rowSums) {
        int count = rowSums.length;
        double sum = 0;
        double sumOfSquares = 0;
        for (double rowSum : rowSums) {
            sum += rowSum;
            sumOfSquares += rowSum * rowSum;
        }
        double centred = squares - 2 * sumOfSquares / count + sum * sum / count / count;
        return new SampleVariance((trace - sum / count) / count, 2 * centred / count / count);
    }

    /**
     * Factors by which rescaling multiplies the covariance of the displacements: the inverse of the sample variance at
     * equally probable quantiles of the log-normal distribution with these moments. There is one only where the sample
     * variance is nearly known.
     */
    List<Double> scales() {
        double logVariance = Math.log1p(variance / (mean * mean));
        double logMean = Math.log(mean) - logVariance / 2;
        double logSd = Math.sqrt(logVariance);
        int nodes = logSd < NEARLY_KNOWN ? 1 : QUANTILES;
        return IntStream.range(0, nodes)
                .mapToObj(
                        node -> Math.exp(-logMean - logSd * NORMAL.inverseCumulativeProbability((node + 0.5) / nodes)))
                .toList();
    }
}
