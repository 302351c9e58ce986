package io.wanderscope.trainer.likelihood;

import io.wanderscope.diffusion.Trajectory;

/**
 * The displacements of a trajectory along both axes, with the spectrum that convolutions need.
 *
 * @param x displacements along x
 * @param y displacements along y
 * @param spectrum spectrum of x + iy
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Displacements(double[] x, double[] y, double[] spectrum) {
    /**
     * The displacements of a trajectory.
     *
     * @param convolution a convolution of as many numbers as there are displacements
     */
    static Displacements of(Trajectory trajectory, CausalConvolution convolution) {
        int count = trajectory.size() - 1;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int step = 0; step < count; step++) {
            x[step] = trajectory.x(step + 1) - trajectory.x(step);
            y[step] = trajectory.y(step + 1) - trajectory.y(step);
        }
        return new Displacements(x, y, convolution.spectrum(x, y));
    }

    int count() {
        return x.length;
    }
}
