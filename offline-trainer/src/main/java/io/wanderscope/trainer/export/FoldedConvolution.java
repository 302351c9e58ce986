package io.wanderscope.trainer.export;

/**
 * A convolution with the batch normalisation that follows it folded into its weights.
 *
 * @param vertex its name in the network
 * @param weights kernel [outputs, inputs, 1, kernel], flat
 * @param bias one per output channel
 * @param outputs output channels
 * @param inputs input channels
 * @param kernel length of the kernel, odd
 * @param stride step along the input
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FoldedConvolution(
        String vertex, float[] weights, float[] bias, int outputs, int inputs, int kernel, int stride) {

    /**
     * The kernel that gives the gradient at the input positions {@code phase}, {@code phase + stride}, {@code phase + 2 stride}
     * and so on. Tap k of the convolution takes output position p to input position {@code stride * p + k - kernel / 2}.
     */
    GradientKernel gradientKernel(int phase) {
        int half = kernel / 2;
        int after = Math.floorDiv(phase + half, stride);
        int before = Math.max(-after, Math.floorDiv(kernel - 1 - phase - half, stride));
        int length = before + 1 + after;
        float[] gradient = new float[inputs * outputs * length];
        for (int place = 0; place < length; place++) {
            int tap = stride * (before - place) + phase + half;
            for (int input = 0; input < inputs && tap < kernel; input++) {
                for (int output = 0; output < outputs; output++) {
                    gradient[(input * outputs + output) * length + place] = weight(output, input, tap);
                }
            }
        }
        return new GradientKernel(gradient, length, before);
    }

    /** The weights as a matrix from taps and output channels to input channels, [kernel × outputs, inputs], flat. */
    float[] gradientMatrix() {
        float[] matrix = new float[weights.length];
        for (int tap = 0; tap < kernel; tap++) {
            for (int output = 0; output < outputs; output++) {
                for (int input = 0; input < inputs; input++) {
                    matrix[(tap * outputs + output) * inputs + input] = weight(output, input, tap);
                }
            }
        }
        return matrix;
    }

    private float weight(int output, int input, int tap) {
        return weights[(output * inputs + input) * kernel + tap];
    }

    /** The weights of a kernel of length 1 as a matrix [inputs, outputs], flat. */
    float[] transposedWeights() {
        float[] transposed = new float[inputs * outputs];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                transposed[input * outputs + output] = weights[output * inputs + input];
            }
        }
        return transposed;
    }
}
