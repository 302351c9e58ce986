package io.wanderscope.diffusion;

import java.util.Optional;

/**
 * Diffusion coefficient and localisation noise of a Brownian particle by the covariance-based estimator of Vestergaard,
 * Blainey and Flyvbjerg, Physical Review E 89, 022726 (2014). In units of the frame interval, displacements along an axis
 * have the variance {@code 2 D (1 − 2 R) + 2 σ²}, neighbouring ones the covariance {@code 2 D R − σ²}, and others none.
 *
 * @param diffusionCoefficient D, in squares of the unit of length per frame; unbiased, so it may be negative
 * @param localisationVariance σ², the variance of the localisation noise along an axis, in squares of the unit of length;
 *     unbiased, so it may be negative
 * @param moments of the displacements, with the covariance that follows from the imaging conditions if they are known
 */
record BrownianFit(Estimate diffusionCoefficient, Estimate localisationVariance, DisplacementMoments moments) {
    /** Fits a track; empty if its displacements do not suffice, or the result is too large for a number. */
    static Optional<BrownianFit> of(ObservedTrajectory track) {
        DisplacementMoments moments = DisplacementMoments.of(track);
        ImagingConditions imaging = track.imaging();
        boolean areBothKnown =
                imaging.localisationNoise().isPresent() && imaging.exposure().isPresent();
        if (moments.displacements() == 0 || (moments.pairs() == 0 && !areBothKnown)) {
            return Optional.empty();
        }
        return Optional.of(areBothKnown ? withKnownNoise(moments, imaging) : ofBothMoments(moments, imaging))
                .filter(BrownianFit::isFinite);
    }

    private boolean isFinite() {
        return diffusionCoefficient.isFinite() && localisationVariance.isFinite();
    }

    /**
     * With known noise and blur, a weighted mean of two unbiased estimates: that of the paper for known noise, which needs the
     * variance only, and the one below. The former varies less where noise is weak, and far more where it is strong, because
     * it is the difference of two large numbers.
     */
    private static BrownianFit withKnownNoise(DisplacementMoments moments, ImagingConditions imaging) {
        double noise = square(imaging.localisationNoise().orElseThrow());
        double blur = imaging.blur();
        double perVariance = 1 / (2 * (1 - 2 * blur));
        double ofCovariance = weightOfBothMoments(moments, blur, perVariance);
        double ofVariance = (1 - ofCovariance) * perVariance + ofCovariance / 2;
        double diffusion = moments.combination(ofVariance, ofCovariance) - (2 * ofVariance - ofCovariance) * noise;
        DisplacementMoments known = moments.withCovariance(2 * diffusion * blur - noise);
        return new BrownianFit(
                new Estimate(diffusion, known.deviation(ofVariance, ofCovariance)), new Estimate(noise, 0), known);
    }

    /**
     * The weight of the estimate by both moments with which the mean varies least where σ² is D. It depends on the numbers of
     * displacements, pairs and triples and on the blur alone, not on what was measured, so the mean has no bias. The weight
     * that minimises the variance of a mean of two correlated estimates is that of Bates and Granger, Operational Research
     * Quarterly 20, 451 (1969), here with their covariance written by the variance of their difference.
     */
    private static double weightOfBothMoments(DisplacementMoments moments, double blur, double perVariance) {
        if (moments.pairs() == 0) {
            return 0;
        }
        DisplacementMoments expected = moments.with(2 * (1 - 2 * blur) + 2, 2 * blur - 1);
        double byVariance = square(expected.deviation(perVariance, 0));
        double byBoth = square(expected.deviation(1.0 / 2, 1));
        double ofDifference = square(expected.deviation(1.0 / 2 - perVariance, 1));
        return (1 + (byVariance - byBoth) / ofDifference) / 2;
    }

    /** Half the variance and the covariance add up to D, whatever noise and blur are. */
    private static BrownianFit ofBothMoments(DisplacementMoments moments, ImagingConditions imaging) {
        return new BrownianFit(
                estimate(moments, 1.0 / 2, 1),
                imaging.localisationNoise().isPresent()
                        ? new Estimate(square(imaging.localisationNoise().getAsDouble()), 0)
                        : noise(moments, imaging.blur()),
                moments);
    }

    private static Estimate noise(DisplacementMoments moments, double blur) {
        return estimate(moments, blur, 2 * blur - 1);
    }

    private static Estimate estimate(DisplacementMoments moments, double ofVariance, double ofCovariance) {
        return new Estimate(moments.combination(ofVariance, ofCovariance), moments.deviation(ofVariance, ofCovariance));
    }

    private static double square(double number) {
        return number * number;
    }
}
