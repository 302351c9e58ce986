package io.wanderscope.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ExponentLossTest {
    private static final int CLASSES = DiffusionModel.values().length;

    private final ExponentLoss loss = new ExponentLoss(0.2);

    private static INDArray numbers(long seed) {
        Random random = new Random(seed);
        float[][] numbers = new float[1][2 * CLASSES];
        for (int index = 0; index < numbers[0].length; index++) {
            numbers[0][index] = (float) random.nextGaussian();
        }
        return Nd4j.create(numbers);
    }

    private static INDArray label(DiffusionModel model, double exponent) {
        float[][] label = new float[1][2 * CLASSES];
        label[0][model.classIndex()] = (float) exponent;
        label[0][CLASSES + model.classIndex()] = 1;
        return Nd4j.create(label);
    }

    private double score(INDArray label, INDArray numbers) {
        return loss.computeScore(label, numbers, null, null, false);
    }

    @ParameterizedTest
    @EnumSource(DiffusionModel.class)
    void itsGradientMatchesFiniteDifferences(DiffusionModel model) {
        // Given
        double exponent = 0.3 * model.minimumExponent() + 0.7 * model.maximumExponent();
        INDArray label = label(model, exponent);
        INDArray numbers = numbers(model.classIndex());

        // When
        INDArray gradient = loss.computeGradient(label, numbers, null, null);

        // Then
        for (int index = 0; index < 2 * CLASSES; index++) {
            INDArray up = numbers.dup();
            INDArray down = numbers.dup();
            up.putScalar(0, index, numbers.getFloat(0, index) + 0.01f);
            down.putScalar(0, index, numbers.getFloat(0, index) - 0.01f);
            double expected = (score(label, up) - score(label, down)) / 0.02;
            assertThat((double) gradient.getFloat(0, index)).isCloseTo(expected, within(2e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(value = DiffusionModel.class, mode = EnumSource.Mode.EXCLUDE, names = "BROWNIAN")
    void isSmallestAtTheTrueMeanAndStandardDeviation(DiffusionModel model) {
        // Given a mean in the middle of the range, an exponent 0.1 above it, and the matching standard deviation
        INDArray label = label(model, (model.minimumExponent() + model.maximumExponent()) / 2 + 0.1);
        INDArray best = Nd4j.zeros(1, 2 * CLASSES);
        best.putScalar(0, CLASSES + model.classIndex(), Math.log(0.1));

        // When
        double minimum = score(label, best);

        // Then it is the negative log-density of a Gaussian, up to a constant, times the weight
        assertThat(minimum).isCloseTo(0.2 * (0.5 + Math.log(0.1)), within(1e-5));
        for (double sd : new double[] {0.05, 0.2}) {
            INDArray other = best.dup();
            other.putScalar(0, CLASSES + model.classIndex(), Math.log(sd));
            assertThat(score(label, other)).isGreaterThan(minimum);
        }
    }
}
