package io.wanderscope.trainer.export;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Fits the {@link Novelty} of a network to its pooled features of held-out trajectories. */
final class NoveltyFit {
    /** One in 200 held-out trajectories is as unfamiliar as 1. */
    private static final double FAMILIAR = 0.995;
    /** Added to the variances, relative to their mean: some features never change. */
    private static final double RIDGE = 1e-3;

    private final List<HeldOutAnswer> answers;
    private final int features;

    private NoveltyFit(List<HeldOutAnswer> answers) {
        this.answers = answers;
        this.features = answers.get(0).pooled().length;
    }

    static Novelty of(List<HeldOutAnswer> answers) {
        return new NoveltyFit(answers).fit();
    }

    private Novelty fit() {
        RealMatrix mean = mean();
        RealMatrix whitening = whitening(mean);
        List<QuantileFit.Sample> distances = new ArrayList<>();
        for (HeldOutAnswer each : answers) {
            double distance = whitening
                    .preMultiply(MatrixUtils.createRealVector(deviation(each, mean)))
                    .getNorm();
            distances.add(new QuantileFit.Sample(powers(each), Math.log(Math.max(1e-6, distance))));
        }
        return new Novelty(
                features, flat(mean), flat(whitening), Calibration.rounded(QuantileFit.fit(FAMILIAR, distances)));
    }

    private static double[] powers(HeldOutAnswer answer) {
        return new double[] {answer.features()[0], answer.features()[1], answer.features()[2]};
    }

    /** Least squares of the features on the powers of l, [3, features]. */
    private RealMatrix mean() {
        double[][] left = new double[Novelty.POWERS][Novelty.POWERS];
        double[][] right = new double[Novelty.POWERS][features];
        for (HeldOutAnswer each : answers) {
            double[] powers = powers(each);
            for (int row = 0; row < Novelty.POWERS; row++) {
                for (int column = 0; column < Novelty.POWERS; column++) {
                    left[row][column] += powers[row] * powers[column];
                }
                for (int feature = 0; feature < features; feature++) {
                    right[row][feature] += powers[row] * each.pooled()[feature];
                }
            }
        }
        return new LUDecomposition(new Array2DRowRealMatrix(left, false))
                .getSolver()
                .solve(new Array2DRowRealMatrix(right, false));
    }

    private double[] deviation(HeldOutAnswer answer, RealMatrix mean) {
        double[] expected = mean.preMultiply(powers(answer));
        double[] deviation = new double[features];
        for (int feature = 0; feature < features; feature++) {
            deviation[feature] = answer.pooled()[feature] - expected[feature];
        }
        return deviation;
    }

    /** With the covariance C = L Lᵀ, the transpose of the inverse of L: deviations times it are white. */
    private RealMatrix whitening(RealMatrix mean) {
        double[][] covariance = new double[features][features];
        double trace = 0;
        for (HeldOutAnswer each : answers) {
            double[] deviation = deviation(each, mean);
            for (int row = 0; row < features; row++) {
                trace += deviation[row] * deviation[row] / answers.size();
                for (int column = 0; column < features; column++) {
                    covariance[row][column] += deviation[row] * deviation[column] / answers.size();
                }
            }
        }
        for (int row = 0; row < features; row++) {
            covariance[row][row] += RIDGE * trace / features + Double.MIN_NORMAL;
        }
        RealMatrix root = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false), 1e-9, 0).getLT();
        return new LUDecomposition(root).getSolver().getInverse();
    }

    private static double[] flat(RealMatrix matrix) {
        double[] flat = new double[matrix.getRowDimension() * matrix.getColumnDimension()];
        for (int row = 0; row < matrix.getRowDimension(); row++) {
            System.arraycopy(
                    matrix.getRow(row), 0, flat, row * matrix.getColumnDimension(), matrix.getColumnDimension());
        }
        return flat;
    }
}
