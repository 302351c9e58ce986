package io.wanderscope.trainer.export;

/**
 * The kernel that, convolved with the gradient of a convolution's output, gives the gradient of some of its input positions.
 *
 * @param weights [inputs, outputs, 1, length], flat
 * @param length length of the kernel
 * @param before zeros to put before the output's gradient
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GradientKernel(float[] weights, int length, int before) {
    /** Zeros to put after the output's gradient. */
    int after() {
        return length - 1 - before;
    }
}
