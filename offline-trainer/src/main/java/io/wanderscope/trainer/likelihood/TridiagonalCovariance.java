package io.wanderscope.trainer.likelihood;

/**
 * The covariance matrix of independent displacements with localisation noise and motion blur, which correlate each
 * displacement with the next only. Its Cholesky factor LDLᵀ has one band below the diagonal.
 */
final class TridiagonalCovariance implements Covariance {
    private final double[] below;
    private final double[] pivots;
    private final double logDeterminant;

    private TridiagonalCovariance(double[] below, double[] pivots) {
        this.below = below;
        this.pivots = pivots;
        double sum = 0;
        for (double pivot : pivots) {
            sum += Math.log(pivot);
        }
        this.logDeterminant = sum;
    }

    /**
     * Factors a matrix.
     *
     * @param diagonal the entries on the diagonal
     * @param offDiagonal the entry to the left of each on the diagonal; the first is not used
     */
    static TridiagonalCovariance of(double[] diagonal, double[] offDiagonal) {
        double[] below = new double[diagonal.length];
        double[] pivots = diagonal.clone();
        for (int row = 1; row < diagonal.length; row++) {
            below[row] = offDiagonal[row] / pivots[row - 1];
            pivots[row] -= below[row] * offDiagonal[row];
        }
        return new TridiagonalCovariance(below, pivots);
    }

    @Override
    public double logDeterminant() {
        return logDeterminant;
    }

    @Override
    public Axes quadraticForms(Displacements displacements) {
        return new Axes(quadraticForm(displacements.x()), quadraticForm(displacements.y()));
    }

    private double quadraticForm(double[] displacements) {
        double innovation = 0;
        double sum = 0;
        for (int row = 0; row < pivots.length; row++) {
            innovation = displacements[row] - below[row] * innovation;
            sum += innovation * innovation / pivots[row];
        }
        return sum;
    }
}
