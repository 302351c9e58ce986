package io.wanderscope.trainer.likelihood;

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
        Covariance covariance = GaussianDisplacements.of(model, exponent, count, Recording.IDEAL)
                .covariance(scale, noise, convolution);
        Axes forms = covariance.quadraticForms(displacements);

        // Then
        assertThat(covariance.logDeterminant()).isCloseTo(logDeterminant(dense), within(RELATIVE * count));
        assertThat(forms.x() / quadraticForm(dense, displacements.x())).isCloseTo(1, within(RELATIVE));
        assertThat(forms.y() / quadraticForm(dense, displacements.y())).isCloseTo(1, within(RELATIVE));
    }

    @ParameterizedTest
    @CsvSource({
        "SUB_FBM, 0.2, 0, 0, 8, 8",
        "SUB_FBM, 0.7, 0.5, 3, 8, 3",
        "SUPER_FBM, 1.9, 0, 0, 8, 8",
        "SUPER_FBM, 1.97, 0, 7, 4, 1",
        "SUB_SBM, 0.1, 0, 0, 8, 5",
        "SUB_SBM, 0.6, 1, 20, 8, 8",
        "SUPER_SBM, 1.9, 0.3, 4, 2, 2",
        "BROWNIAN, 1, 0, 0, 8, 8",
        "BROWNIAN, 1, 0, 5, 8, 0",
    })
    void blurAndAgeAreThoseOfThePath(
            DiffusionModel model, double exponent, double noise, int age, int substeps, int open) {
        // Given the covariance of every two recorded displacements, summed over the positions that they average
        int count = 24;
        Recording recording = new Recording(age, substeps, open);
        CausalConvolution convolution = new CausalConvolution(count);
        Displacements displacements = Displacements.of(randomTrajectory(count + 1), convolution);
        CholeskyDecomposition dense =
                new CholeskyDecomposition(recorded(model, exponent, noise, recording, count), 1e-9, 1e-14);

        // When
        Covariance covariance =
                GaussianDisplacements.of(model, exponent, count, recording).covariance(1, noise, convolution);
        Axes forms = covariance.quadraticForms(displacements);

        // Then
        assertThat(covariance.logDeterminant()).isCloseTo(logDeterminant(dense), within(1e-6));
        assertThat(forms.x() / quadraticForm(dense, displacements.x())).isCloseTo(1, within(1e-6));
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
        SampleVariance moments = GaussianDisplacements.of(model, exponent, count, Recording.IDEAL)
                .sampleVariance();

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

    private static RealMatrix recorded(
            DiffusionModel model, double exponent, double noise, Recording recording, int count) {
        RealMatrix positions = MatrixUtils.createRealMatrix(count + 1, count + 1);
        for (int row = 0; row <= count; row++) {
            for (int column = 0; column <= count; column++) {
                positions.setEntry(row, column, recorded(model, exponent, recording, row, column));
            }
            positions.addToEntry(row, row, noise * noise);
        }
        RealMatrix difference = MatrixUtils.createRealMatrix(count, count + 1);
        for (int row = 0; row < count; row++) {
            difference.setEntry(row, row, -1);
            difference.setEntry(row, row + 1, 1);
        }
        return difference.multiply(positions).multiply(difference.transpose());
    }

    /** Covariance of two recorded positions: the mean, by the trapezoidal rule, over all pairs of moments in their exposures. */
    private static double recorded(DiffusionModel model, double exponent, Recording recording, int row, int column) {
        int open = recording.openSubsteps();
        double sum = 0;
        double weights = 0;
        for (int first = 0; first <= open; first++) {
            for (int second = 0; second <= open; second++) {
                double weight = (first % Math.max(1, open) == 0 ? 1 : 2) * (second % Math.max(1, open) == 0 ? 1 : 2);
                double start = recording.age() + 1.0;
                double s = start + row + (double) first / recording.substeps();
                double t = start + column + (double) second / recording.substeps();
                sum += weight * path(model, exponent, s, t);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double path(DiffusionModel model, double exponent, double s, double t) {
        return switch (model) {
            case SUB_FBM, SUPER_FBM ->
                (Math.pow(s, exponent) + Math.pow(t, exponent) - Math.pow(Math.abs(t - s), exponent)) / 2;
            default -> Math.pow(Math.min(s, t), exponent);
        };
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
