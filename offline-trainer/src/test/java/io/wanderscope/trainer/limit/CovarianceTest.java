package io.wanderscope.trainer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.util.Random;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The factored covariances against dense matrices, whose entries are those of the definitions. */
class CovarianceTest {
    private static final double RELATIVE = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "SUB_FBM, 0.1, 0, 12",
        "SUB_FBM, 0.1, 1.5, 40",
        "SUB_FBM, 0.7, 0.5, 33",
        "SUPER_FBM, 1.2, 0, 16",
        "SUPER_FBM, 1.9, 0, 40",
        "SUPER_FBM, 1.9, 0.05, 17",
        "SUPER_FBM, 1.5, 1, 2",
        "SUB_SBM, 0.1, 0, 40",
        "SUB_SBM, 0.6, 1, 31",
        "SUPER_SBM, 1.9, 0.3, 40",
        "BROWNIAN, 1, 0, 9",
        "BROWNIAN, 1, 1, 20",
    })
    void equalsADenseCholeskyDecomposition(DiffusionModel model, double exponent, double noise, int count) {
        // Given
        double scale = 1.7;
        CausalConvolution convolution = new CausalConvolution(count);
        Trajectory trajectory = randomTrajectory(count + 1);
        Displacements displacements = Displacements.of(trajectory, convolution);
        CholeskyDecomposition dense =
                new CholeskyDecomposition(matrix(model, exponent, scale, noise, count), 1e-12, 1e-14);

        // When
        Covariance covariance = GaussianDisplacements.of(model, exponent, count).covariance(scale, noise, convolution);
        Axes forms = covariance.quadraticForms(displacements);

        // Then
        assertThat(covariance.logDeterminant()).isCloseTo(logDeterminant(dense), within(RELATIVE * count));
        assertThat(forms.x() / quadraticForm(dense, displacements.x())).isCloseTo(1, within(RELATIVE));
        assertThat(forms.y() / quadraticForm(dense, displacements.y())).isCloseTo(1, within(RELATIVE));
    }

    @ParameterizedTest
    @CsvSource({"SUB_FBM, 0.3", "SUPER_FBM, 1.9", "SUB_SBM, 0.1", "SUPER_SBM, 1.6", "BROWNIAN, 1"})
    void knowsTheMomentsOfTheSampleVariance(DiffusionModel model, double exponent) {
        // Given
        int count = 15;
        RealMatrix mean = MatrixUtils.createRealMatrix(count, count).scalarAdd(1.0 / count);
        RealMatrix centring = MatrixUtils.createRealIdentityMatrix(count).subtract(mean);
        RealMatrix centred = centring.multiply(matrix(model, exponent, 1, 0, count));

        // When
        SampleVariance moments =
                GaussianDisplacements.of(model, exponent, count).sampleVariance();

        // Then
        assertThat(moments.mean()).isCloseTo(centred.getTrace() / count, within(RELATIVE));
        assertThat(moments.variance())
                .isCloseTo(2 * centred.multiply(centred).getTrace() / count / count, within(RELATIVE));
    }

    private static Trajectory randomTrajectory(int points) {
        Random random = new Random(points);
        return Trajectory.of(
                random.doubles(points, -1, 1).toArray(),
                random.doubles(points, -2, 2).toArray());
    }

    private static RealMatrix matrix(DiffusionModel model, double exponent, double scale, double noise, int count) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(count, count);
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                matrix.setEntry(row, column, scale * process(model, exponent, row, column));
            }
            matrix.addToEntry(row, row, 2 * noise * noise);
            if (row > 0) {
                matrix.addToEntry(row, row - 1, -noise * noise);
                matrix.addToEntry(row - 1, row, -noise * noise);
            }
        }
        return matrix;
    }

    private static double process(DiffusionModel model, double exponent, int row, int column) {
        return switch (model) {
            case SUB_FBM, SUPER_FBM -> fractionalCovariance(exponent, row - column);
            default -> row == column ? Math.pow(row + 2, exponent) - Math.pow(row + 1, exponent) : 0;
        };
    }

    private static double fractionalCovariance(double exponent, int lag) {
        return (Math.pow(Math.abs(lag + 1), exponent)
                        - 2 * Math.pow(Math.abs(lag), exponent)
                        + Math.pow(Math.abs(lag - 1), exponent))
                / 2;
    }

    private static double logDeterminant(CholeskyDecomposition dense) {
        double sum = 0;
        for (int row = 0; row < dense.getL().getRowDimension(); row++) {
            sum += 2 * Math.log(dense.getL().getEntry(row, row));
        }
        return sum;
    }

    private static double quadraticForm(CholeskyDecomposition dense, double[] displacements) {
        RealVector vector = new ArrayRealVector(displacements);
        return vector.dotProduct(dense.getSolver().solve(vector));
    }
}
