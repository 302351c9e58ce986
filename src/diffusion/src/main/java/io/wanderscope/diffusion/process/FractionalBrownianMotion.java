package io.wanderscope.diffusion.process;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Fractional Brownian motion, drawn exactly: its displacements are fractional Gaussian noise of autocovariance
 * γ(k) = (|k + 1|^α − 2|k|^α + |k − 1|^α) / 2 with α = 2H, by circulant embedding (Davies and Harte, Biometrika 74, 95
 * (1987)). The real and imaginary parts of one transform are independent and give the two axes.
 */
public final class FractionalBrownianMotion implements DiffusionProcess {
    private final ContinuousSampler gaussian;
    private final IntegerPowers powers = new IntegerPowers();
    private final Map<Integer, DoubleFFT_1D> transforms = new HashMap<>();

    /** Draws everything from the given sampler of zero mean and unit variance. */
    public FractionalBrownianMotion(ContinuousSampler gaussian) {
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, int substeps, double[] dx, double[] dy) {
        int half = Math.max(1, Integer.highestOneBit(2 * dx.length - 1));
        DoubleFFT_1D transform = transforms.computeIfAbsent(2 * half, DoubleFFT_1D::new);
        double[] noise = weightedNoise(eigenvalues(exponent, half, transform));
        transform.complexForward(noise);
        // The motion is self-similar: over a fraction 1/m of a frame it spreads by m^(−H), with H = α/2.
        double scale = Math.pow(substeps, -exponent / 2);
        for (int step = 0; step < dx.length; step++) {
            dx[step] = scale * noise[2 * step];
            dy[step] = scale * noise[2 * step + 1];
        }
    }

    /** Eigenvalues 0 … half of the circulant matrix whose first row is γ(0) … γ(half) … γ(1). */
    private double[] eigenvalues(double exponent, int half, DoubleFFT_1D transform) {
        double[] row = circulantRow(exponent, half);
        transform.realForward(row);
        double[] eigenvalues = new double[half + 1];
        eigenvalues[0] = row[0];
        eigenvalues[half] = row[1];
        for (int k = 1; k < half; k++) {
            eigenvalues[k] = row[2 * k];
        }
        return eigenvalues;
    }

    private double[] circulantRow(double exponent, int half) {
        double[] power = powers.of(exponent, half + 2);
        double[] row = new double[2 * half];
        row[0] = 1;
        for (int k = 1; k <= half; k++) {
            double covariance = (power[k + 1] - 2 * power[k] + power[k - 1]) / 2;
            row[k] = covariance;
            row[2 * half - k] = covariance;
        }
        return row;
    }

    private double[] weightedNoise(double[] eigenvalues) {
        int half = eigenvalues.length - 1;
        int size = 2 * half;
        double[] noise = new double[2 * size];
        for (int k = 0; k < size; k++) {
            // No eigenvalue is negative, but rounding may make the smallest ones so.
            double weight = Math.sqrt(Math.max(0, eigenvalues[k <= half ? k : size - k]) / size);
            noise[2 * k] = weight * gaussian.sample();
            noise[2 * k + 1] = weight * gaussian.sample();
        }
        return noise;
    }
}
