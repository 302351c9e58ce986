package io.wanderscope.diffusion.process;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Annealed transient time motion (Massignan et al., Physical Review Letters 112, 150603 (2014)), regime 1, drawn as in
 * the AnDi challenge: Brownian segments of diffusivity D = u^(1/σ), with u uniform on 0.01 … 0.9. Each segment lasts
 * D^(−γ) frames, and α = σ/γ.
 */
public final class AnnealedTransientTimeMotion implements DiffusionProcess {
    private final UniformRandomProvider uniform;
    private final ContinuousSampler gaussian;

    /** Draws everything from the given samplers; {@code gaussian} has zero mean and unit variance. */
    public AnnealedTransientTimeMotion(UniformRandomProvider uniform, ContinuousSampler gaussian) {
        this.uniform = uniform;
        this.gaussian = gaussian;
    }

    @Override
    public void displacements(double exponent, int substeps, double[] dx, double[] dy) {
        double sigma = drawSigma(exponent);
        double gamma = sigma / exponent;
        int step = 0;
        while (step < dx.length) {
            double diffusivity = Math.pow(1 - between(0.1, 0.99), 1 / sigma);
            double duration = Math.floor(substeps * Math.pow(diffusivity, -gamma));
            int end = (int) Math.min(dx.length, step + duration);
            double sd = Math.sqrt(2 * diffusivity / substeps);
            for (; step < end; step++) {
                dx[step] = sd * gaussian.sample();
                dy[step] = sd * gaussian.sample();
            }
        }
    }

    /** Regime 1 is σ ≤ γ ≤ σ + 1. The first inequality always holds because α is below 1. */
    private double drawSigma(double exponent) {
        double sigma = 3 * between(0.01, 1.1);
        while (sigma / exponent > sigma + 1) {
            sigma = 3 * between(0.01, 1.1);
        }
        return sigma;
    }

    private double between(double low, double high) {
        return low + (high - low) * uniform.nextDouble();
    }
}
