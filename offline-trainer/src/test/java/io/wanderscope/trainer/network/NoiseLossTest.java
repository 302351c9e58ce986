package io.wanderscope.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NoiseLossTest {
    private final NoiseLoss loss = new NoiseLoss(0.1);

    private static INDArray row(double first, double second) {
        return Nd4j.create(new float[][] {{(float) first, (float) second}});
    }

    private double score(INDArray label, INDArray output) {
        return loss.computeScore(label, output, null, null, false);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0.5, -1", "1.2, 0.1, 0.3", "0, 0.2, -2"})
    void itsGradientMatchesFiniteDifferences(double noise, double mean, double logSd) {
        // Given
        INDArray label = row(noise, 1);

        // When
        INDArray gradient = loss.computeGradient(label, row(mean, logSd), null, null);

        // Then
        double step = 0.005;
        double byMean = (score(label, row(mean + step, logSd)) - score(label, row(mean - step, logSd))) / (2 * step);
        double bySd = (score(label, row(mean, logSd + step)) - score(label, row(mean, logSd - step))) / (2 * step);
        assertThat((double) gradient.getFloat(0, 0)).isCloseTo(byMean, within(2e-3));
        assertThat((double) gradient.getFloat(0, 1)).isCloseTo(bySd, within(2e-3));
    }

    @Test
    void isTheNegativeLogDensityOfAGaussian() {
        // When
        double score = score(row(0.6, 1), row(0.5, Math.log(0.1)));

        // Then it is that up to a constant, times the weight
        assertThat(score).isCloseTo(0.1 * (0.5 + Math.log(0.1)), within(1e-5));
    }

    @Test
    void ignoresATrajectoryWithoutTrueNoise() {
        // When
        INDArray gradient = loss.computeGradient(row(0, 0), row(3, 1), null, null);

        // Then
        assertThat(gradient.toFloatVector()).containsExactly(0, 0);
        assertThat(score(row(0, 0), row(3, 1))).isZero();
    }
}
