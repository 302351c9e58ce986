package io.wanderscope.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels of the backward pass against the gradient of a convolution, tap by tap. */
class FoldedConvolutionTest {
    private static final int INPUTS = 2;
    private static final int OUTPUTS = 3;

    private static FoldedConvolution convolution(int kernel, int stride) {
        float[] weights = random(OUTPUTS * INPUTS * kernel, 1);
        return new FoldedConvolution("test", weights, new float[OUTPUTS], OUTPUTS, INPUTS, kernel, stride);
    }

    private static float[] random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int index = 0; index < size; index++) {
            values[index] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    /** Gradient [input][position] by definition: each tap takes an output's gradient to the input it reads. */
    private static float[][] expected(FoldedConvolution convolution, float[] gradient, int positions, int points) {
        float[][] expected = new float[INPUTS][points];
        for (int output = 0; output < OUTPUTS; output++) {
            for (int position = 0; position < positions; position++) {
                for (int tap = 0; tap < convolution.kernel(); tap++) {
                    int point = convolution.stride() * position + tap - convolution.kernel() / 2;
                    for (int input = 0; input < INPUTS && point >= 0 && point < points; input++) {
                        expected[input][point] +=
                                convolution.weights()[(output * INPUTS + input) * convolution.kernel() + tap]
                                        * gradient[output * positions + position];
                    }
                }
            }
        }
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "5, 1", "1, 2", "3, 2", "5, 2", "7, 2"})
    void theKernelsOfAllPhasesTogetherGiveTheGradient(int kernel, int stride) {
        // Given
        int positions = 6;
        FoldedConvolution convolution = convolution(kernel, stride);
        float[] gradient = random(OUTPUTS * positions, 2);
        float[][] expected = expected(convolution, gradient, positions, stride * positions);

        // When
        float[][] actual = new float[INPUTS][stride * positions];
        for (int phase = 0; phase < stride; phase++) {
            GradientKernel own = convolution.gradientKernel(phase);
            for (int input = 0; input < INPUTS; input++) {
                for (int position = 0; position < positions; position++) {
                    actual[input][stride * position + phase] = convolved(own, gradient, input, position, positions);
                }
            }
        }

        // Then
        for (int input = 0; input < INPUTS; input++) {
            assertThat(actual[input]).containsExactly(expected[input], within(1e-6f));
        }
    }

    private static float convolved(GradientKernel kernel, float[] gradient, int input, int position, int positions) {
        float sum = 0;
        for (int output = 0; output < OUTPUTS; output++) {
            for (int place = 0; place < kernel.length(); place++) {
                int read = position + place - kernel.before();
                if (read >= 0 && read < positions) {
                    sum += kernel.weights()[(input * OUTPUTS + output) * kernel.length() + place]
                            * gradient[output * positions + read];
                }
            }
        }
        return sum;
    }
}
