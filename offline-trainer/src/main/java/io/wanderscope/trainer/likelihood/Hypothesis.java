package io.wanderscope.trainer.likelihood;

import java.util.List;

/**
 * One model with one exponent and one level of localisation noise.
 *
 * <p>Where the unit of length is unknown, the prior of the scale c of an axis is 1/c, and the likelihood of m
 * displacements Δ of covariance cK is |K|^(−1/2) (ΔᵀK⁻¹Δ)^(−m/2), up to a factor that all hypotheses share. Where it is known, the likelihood is
 * Gaussian, averaged over the sample variance by which the simulator may have rescaled the axis.
 */
final class Hypothesis {
    private final double logWeight;
    private final boolean scaleFree;
    private final List<Covariance> rescaled;

    private Hypothesis(double logWeight, boolean scaleFree, List<Covariance> rescaled) {
        this.logWeight = logWeight;
        this.scaleFree = scaleFree;
        this.rescaled = rescaled;
    }

    /**
     * A hypothesis.
     *
     * @param noise the level of noise
     * @param exponents number of equally probable exponents of the model
     * @param convolution a convolution of as many numbers as there are displacements
     */
    static Hypothesis of(
            GaussianDisplacements displacements,
            NoisePrior.Level noise,
            Unit unit,
            int exponents,
            CausalConvolution convolution) {
        boolean scaleFree = unit == Unit.UNKNOWN;
        SampleVariance variance = displacements.sampleVariance();
        List<Double> scales = scaleFree ? List.of(1 / variance.mean()) : variance.scales();
        return new Hypothesis(
                Math.log(noise.weight() / exponents),
                scaleFree,
                scales.stream()
                        .map(scale -> displacements.covariance(
                                scale * noise.displacement() * noise.displacement(), noise.sd(), convolution))
                        .toList());
    }

    /** Logarithm of prior times likelihood of a trajectory, up to a constant that depends on its length only. */
    double logEvidence(Displacements displacements) {
        double[] x = new double[rescaled.size()];
        double[] y = new double[rescaled.size()];
        for (int index = 0; index < x.length; index++) {
            Covariance covariance = rescaled.get(index);
            Axes forms = covariance.quadraticForms(displacements);
            x[index] = logLikelihood(covariance.logDeterminant(), forms.x(), displacements.count());
            y[index] = logLikelihood(covariance.logDeterminant(), forms.y(), displacements.count());
        }
        return logWeight
                + Logarithms.sumOfExponentials(x)
                + Logarithms.sumOfExponentials(y)
                - 2 * Math.log(rescaled.size());
    }

    private double logLikelihood(double logDeterminant, double quadraticForm, int count) {
        double scatter = scaleFree ? count * Math.log(quadraticForm) : quadraticForm;
        return -(logDeterminant + scatter) / 2;
    }
}
