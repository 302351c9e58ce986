package io.wanderscope.trainer.likelihood;

import org.jtransforms.fft.DoubleFFT_1D;

/** Products of lower triangular Toeplitz matrices with the displacements of a trajectory, by fast Fourier transform. Thread-safe. */
final class CausalConvolution {
    private final int length;
    private final int size;
    private final DoubleFFT_1D transform;

    /** Creates the convolution for arrays of a length. */
    CausalConvolution(int length) {
        this.length = length;
        this.size = Integer.highestOneBit(4 * length - 1);
        this.transform = new DoubleFFT_1D(size);
    }

    /** The spectrum of real + i·imaginary, padded with zeros so that nothing wraps around. */
    double[] spectrum(double[] real, double[] imaginary) {
        double[] spectrum = new double[2 * size];
        for (int index = 0; index < length; index++) {
            spectrum[2 * index] = real[index];
            spectrum[2 * index + 1] = imaginary[index];
        }
        transform.complexForward(spectrum);
        return spectrum;
    }

    /**
     * Multiplies the displacements with the lower triangular Toeplitz matrix whose first column is the filter, and
     * returns the squared length of the product of each axis.
     *
     * @param filter spectrum of the filter, a real one
     * @param displacements spectrum of the displacements, x + iy
     */
    Axes squaredLengths(double[] filter, double[] displacements) {
        double[] product = new double[2 * size];
        for (int index = 0; index < product.length; index += 2) {
            product[index] = filter[index] * displacements[index] - filter[index + 1] * displacements[index + 1];
            product[index + 1] = filter[index] * displacements[index + 1] + filter[index + 1] * displacements[index];
        }
        transform.complexInverse(product, true);
        double x = 0;
        double y = 0;
        for (int index = 0; index < length; index++) {
            x += product[2 * index] * product[2 * index];
            y += product[2 * index + 1] * product[2 * index + 1];
        }
        return new Axes(x, y);
    }
}
