package io.wanderscope.trainer.likelihood;

/**
 * The covariance matrix of a stationary process, whose entries depend on the lag only. The Levinson–Durbin recursion
 * gives its determinant and the coefficients a of the best linear prediction; the formula of Gohberg and Semencul
 * (1972) then makes a quadratic form the difference of two squared lengths, (|AΔ|² − |BΔ|²) / E. A and B are lower triangular
 * Toeplitz matrices with the first columns (1, a₁, …) and (0, aₘ₋₁, …, a₁), and E is the variance of the prediction's
 * error.
 */
final class ToeplitzCovariance implements Covariance {
    private final CausalConvolution convolution;
    private final double[] forward;
    private final double[] backward;
    private final double errorVariance;
    private final double logDeterminant;

    private ToeplitzCovariance(
            CausalConvolution convolution, double[] prediction, double errorVariance, double logDeterminant) {
        int count = prediction.length;
        double[] reversed = new double[count];
        for (int index = 1; index < count; index++) {
            reversed[index] = prediction[count - index];
        }
        this.convolution = convolution;
        this.forward = convolution.spectrum(prediction, new double[count]);
        this.backward = convolution.spectrum(reversed, new double[count]);
        this.errorVariance = errorVariance;
        this.logDeterminant = logDeterminant;
    }

    /**
     * Factors a matrix.
     *
     * @param autocovariance the first row: the autocovariance at lags 0, 1, …, positive definite
     * @param convolution a convolution of as many numbers
     */
    static ToeplitzCovariance of(double[] autocovariance, CausalConvolution convolution) {
        int count = autocovariance.length;
        double[] prediction = new double[count];
        prediction[0] = 1;
        double errorVariance = autocovariance[0];
        double logDeterminant = Math.log(errorVariance);
        for (int order = 1; order < count; order++) {
            double reflection = -correlation(prediction, autocovariance, order) / errorVariance;
            extend(prediction, order, reflection);
            errorVariance *= 1 - reflection * reflection;
            logDeterminant += Math.log(errorVariance);
        }
        return new ToeplitzCovariance(convolution, prediction, errorVariance, logDeterminant);
    }

    private static double correlation(double[] prediction, double[] autocovariance, int order) {
        double sum = 0;
        for (int index = 0; index < order; index++) {
            sum += prediction[index] * autocovariance[order - index];
        }
        return sum;
    }

    private static void extend(double[] prediction, int order, double reflection) {
        for (int low = 0; low <= order - low; low++) {
            int high = order - low;
            double before = prediction[low];
            prediction[low] += reflection * prediction[high];
            if (high > low) {
                prediction[high] += reflection * before;
            }
        }
    }

    @Override
    public double logDeterminant() {
        return logDeterminant;
    }

    @Override
    public Axes quadraticForms(Displacements displacements) {
        Axes predicted = convolution.squaredLengths(forward, displacements.spectrum());
        Axes surplus = convolution.squaredLengths(backward, displacements.spectrum());
        return new Axes((predicted.x() - surplus.x()) / errorVariance, (predicted.y() - surplus.y()) / errorVariance);
    }
}
