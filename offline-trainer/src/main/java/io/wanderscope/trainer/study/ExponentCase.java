package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.Estimate;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import io.wanderscope.diffusion.population.PopulationEstimator;
import io.wanderscope.diffusion.population.SufficientStatistics;
import io.wanderscope.diffusion.population.TrackEvidence;
import io.wanderscope.diffusion.process.FractionalBrownianMotion;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A population of tracks of {@value #FEWEST_POINTS} to {@value #MOST_POINTS} points of fractional Brownian motion, whose exponent is
 * estimated from all of them together.
 *
 * @param exponent the true one, between 0 and 2
 * @param exposure share of the frame interval, 0 to 1
 * @param noise localisation error in displacements of the faster particles without blur, 0 or more
 * @param ratio diffusion coefficient of every other particle in that of the others, 0 to 1; 0 for immobile ones
 * @param told whether the estimator is told the noise; it is always told the exposure
 */
record ExponentCase(double exponent, double exposure, double noise, double ratio, boolean told) {
    static final int FEWEST_POINTS = 5;
    static final int MOST_POINTS = 9;
    private static final int SUBSTEPS = 16;

    /** The cases whose figures are published. */
    static Stream<ExponentCase> all() {
        return Stream.of(0.5, 1.0, 1.5)
                .flatMap(exponent -> Stream.of(true, false)
                        .flatMap(told -> Stream.of(
                                new ExponentCase(exponent, 0, 0, 1, told),
                                new ExponentCase(exponent, 0, 0.5, 1, told),
                                new ExponentCase(exponent, 1, 0, 1, told),
                                new ExponentCase(exponent, 1, 0.5, 1, told),
                                new ExponentCase(exponent, 1, 0.3, 0.2, told),
                                new ExponentCase(exponent, 1, 0.3, 0, told))));
    }

    /** What is in it, in words without commas. */
    String name() {
        return String.format(
                Locale.ROOT,
                "α %.1f with exposure %.0f and noise %.1f%s",
                exponent,
                exposure,
                noise,
                ratio == 1
                        ? ""
                        : ratio == 0 ? "; every other track immobile" : "; every other track with " + ratio + " D");
    }

    /** Draws a population, and estimates its exponent; the same seed gives the same. */
    Estimate estimate(int tracks, long seed) {
        PopulationEstimator estimator = new PopulationEstimator(
                new ImagingConditions(
                        told ? OptionalDouble.of(noise) : OptionalDouble.empty(), OptionalDouble.of(exposure)),
                OptionalDouble.empty(),
                Optional.empty());
        return estimator.estimate(sums(tracks, seed)).exponent().orElseThrow();
    }

    private SufficientStatistics sums(int tracks, long seed) {
        UniformRandomProvider uniform = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(uniform);
        FractionalBrownianMotion motion = new FractionalBrownianMotion(gaussian);
        return IntStream.range(0, tracks)
                .mapToObj(track -> track(
                        FEWEST_POINTS + uniform.nextInt(MOST_POINTS + 1 - FEWEST_POINTS),
                        track % 2 == 0 ? 1 : Math.sqrt(ratio),
                        motion,
                        gaussian))
                .map(track -> new TrackEvidence(track, OptionalDouble.empty(), Optional.empty()).statistics())
                .reduce(SufficientStatistics.NONE, SufficientStatistics::plus);
    }

    private ObservedTrajectory track(
            int points, double size, FractionalBrownianMotion motion, ContinuousSampler gaussian) {
        double[] dx = new double[points * SUBSTEPS];
        double[] dy = new double[points * SUBSTEPS];
        motion.displacements(exponent, SUBSTEPS, dx, dy);
        return ObservedTrajectory.complete(
                Trajectory.of(seen(dx, points, size, gaussian), seen(dy, points, size, gaussian)));
    }

    /** Means over the exposures by the trapezoidal rule, with noise. */
    private double[] seen(double[] displacements, int points, double size, ContinuousSampler gaussian) {
        int open = (int) Math.round(exposure * SUBSTEPS);
        double[] seen = new double[points];
        double start = 0;
        for (int point = 0; point < points; point++) {
            double place = start;
            double sum = 0;
            for (int step = 0; step < SUBSTEPS; step++) {
                double next = place + displacements[point * SUBSTEPS + step];
                sum += step < open ? (place + next) / 2 : 0;
                place = next;
            }
            seen[point] = size * (open == 0 ? start : sum / open) + noise * gaussian.sample();
            start = place;
        }
        return seen;
    }
}
