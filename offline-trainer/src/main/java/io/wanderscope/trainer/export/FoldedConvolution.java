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

    /** The flipped kernel [inputs, outputs, 1, kernel]: convolving with it gives the input gradient at stride 1. */
    float[] gradientWeights() {
        float[] flipped = new float[weights.length];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int tap = 0; tap < kernel; tap++) {
                    flipped[(input * outputs + output) * kernel + kernel - 1 - tap] =
                            weights[(output * inputs + input) * kernel + tap];
                }
            }
        }
        return flipped;
    }

    /** The weights of a kernel of length 1 as a matrix [inputs, outputs], flat. */
    float[] transposedWeights() {
        float[] transposed = new float[inputs * outputs];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                transposed[input * outputs + output] = weights[output * inputs + input];
            }
        }
        return transposed;
    }
}
