package io.wanderscope.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MaskedNormalisationTest {
    private static final int ROWS = 2;
    private static final int CHANNELS = 3;
    private static final int POINTS = 7;

    private final Random random = new Random(4);
    private final INDArray mask =
            Nd4j.create(new float[] {1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1}, new long[] {2, 1, 1, 7});
    private final INDArray scale = Nd4j.create(new float[] {1.5f, 0.5f, -1});
    private final INDArray shift = Nd4j.create(new float[] {0.1f, -0.2f, 0.3f});

    private INDArray gaussian() {
        float[] values = new float[ROWS * CHANNELS * POINTS];
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {ROWS, CHANNELS, 1, POINTS}, 'c');
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void invalidPointsAreZeroAndDoNotCount(boolean relu) {
        // Given two inputs that differ at invalid points only
        INDArray values = gaussian();
        INDArray others = values.dup().addi(mask.rsub(1).mul(1000));

        // When
        INDArray output = forward(values, relu);
        INDArray otherOutput = forward(others, relu);

        // Then
        assertThat(output).isEqualTo(otherOutput);
        assertThat(output.mul(mask.rsub(1)).amaxNumber().doubleValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradientsMatchFiniteDifferences(boolean relu) {
        // Given a score that depends on every output
        INDArray values = gaussian();
        INDArray weights = gaussian();

        // When
        INDArray valueGradient = Nd4j.create(ROWS, CHANNELS, 1, POINTS);
        INDArray scaleGradient = Nd4j.create(CHANNELS);
        INDArray shiftGradient = Nd4j.create(CHANNELS);
        MaskedNormalisation.ofBatch(values, mask, scale, shift)
                .backward(values, weights, relu, valueGradient, scaleGradient, shiftGradient);

        // Then
        assertDifferences(values, valueGradient, values, weights, relu);
        assertDifferences(scale, scaleGradient, values, weights, relu);
        assertDifferences(shift, shiftGradient, values, weights, relu);
    }

    private void assertDifferences(INDArray moved, INDArray gradient, INDArray values, INDArray weights, boolean relu) {
        float step = 1e-3f;
        for (long index = 0; index < moved.length(); index++) {
            float before = moved.getFloat(index);
            moved.putScalar(index, before + step);
            double up = forward(values, relu).mul(weights).sumNumber().doubleValue();
            moved.putScalar(index, before - step);
            double down = forward(values, relu).mul(weights).sumNumber().doubleValue();
            moved.putScalar(index, before);
            assertThat(gradient.getDouble(index)).isCloseTo((up - down) / (2 * step), within(5e-3));
        }
    }

    private INDArray forward(INDArray values, boolean relu) {
        INDArray output = Nd4j.create(ROWS, CHANNELS, 1, POINTS);
        MaskedNormalisation.ofBatch(values, mask, scale, shift).forward(values, relu, output);
        return output;
    }
}
