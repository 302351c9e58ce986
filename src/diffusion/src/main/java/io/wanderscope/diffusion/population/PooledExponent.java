package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.Estimate;
import io.wanderscope.diffusion.ImagingConditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The anomalous exponent of a population, as if every track were fractional Brownian motion with that exponent and a diffusion
 * coefficient of its own, seen with the same localisation error. The mean covariance of the displacements of all tracks is then that of
 * one such motion whose coefficient is their mean; the exponent follows from it by the likelihood of Gaussian displacements.
 * The estimate has no bias, however the coefficients are distributed (quasi-maximum likelihood, White, Econometrica 50, 1 (1982)). That
 * likelihood understates its standard deviation, so the scatter between groups of tracks is taken where it is larger.
 * Thread-safe.
 */
final class PooledExponent {
    private static final Range EXPONENTS = new Range(0.02, 1.98, 49);
    private static final int ERRORS = 25;

    /** Times that the grid is drawn in around what is likely. */
    private static final int REFINEMENTS = 8;

    private final double exposure;
    private final OptionalDouble knownError;

    /**
     * With imaging conditions in the unit of the tracks. As for D, the noise is of use only where the exposure is known too; noise that
     * is estimated makes up for most of an error of the assumed exposure.
     */
    PooledExponent(ImagingConditions imaging) {
        exposure = imaging.assumedExposure();
        knownError = imaging.exposure().isPresent() ? imaging.localisationNoise() : OptionalDouble.empty();
    }

    /** Estimates; empty if no track tells anything. */
    Optional<Estimate> of(SufficientStatistics sums) {
        List<SegmentMoments> groups = ExponentStatistics.groups(sums);
        SegmentMoments all = groups.stream().reduce(new SegmentMoments(), (sum, group) -> sum.plus(group, 1));
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        Posterior posterior = posterior(all);
        double scatter = scatter(all, groups, posterior);
        return Optional.of(new Estimate(posterior.mean(), Math.max(posterior.deviation(), scatter)));
    }

    private Posterior posterior(SegmentMoments moments) {
        Posterior posterior = new Grid(EXPONENTS, errors(moments), exposure).posterior(moments);
        for (int refinement = 0; refinement < REFINEMENTS && posterior.isCramped(); refinement++) {
            posterior = posterior.likelyPart().posterior(moments);
        }
        return posterior;
    }

    /** The localisation errors that are possible: up to where noise explains every displacement. */
    private Range errors(SegmentMoments moments) {
        return knownError.isPresent()
                ? new Range(knownError.getAsDouble(), knownError.getAsDouble(), 1)
                : new Range(0, Math.sqrt(moments.variance() / 2), ERRORS);
    }

    /** Standard deviation by the jackknife: how the exponent changes when one group of tracks is left out. */
    private double scatter(SegmentMoments all, List<SegmentMoments> groups, Posterior ofAll) {
        Range errors = errors(all);
        double[] without = groups.stream()
                .map(group -> all.plus(group, -1))
                .filter(rest -> rest.variance() > 0)
                .mapToDouble(rest -> posterior(rest, ofAll, errors).mean())
                .toArray();
        double mean = Arrays.stream(without).average().orElse(0);
        double squares = Arrays.stream(without)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        return without.length < 2 ? 0 : Math.sqrt(squares * (without.length - 1) / without.length);
    }

    /** On the grid that suits all tracks, unless it is too narrow. */
    private Posterior posterior(SegmentMoments rest, Posterior ofAll, Range errors) {
        Posterior posterior = ofAll.grid.posterior(rest);
        return posterior.isCutOff(errors) ? posterior(rest) : posterior;
    }

    /** Equally spaced values, the first and the last among them. */
    private record Range(double first, double last, int size) {
        double at(int place) {
            return size == 1 ? first : first + (last - first) * place / (size - 1);
        }

        /** As many values in the part between two places. */
        Range between(int from, int to) {
            return new Range(at(Math.max(0, from)), at(Math.min(size - 1, to)), size);
        }
    }

    /** Exponents and localisation errors, all equally likely beforehand. */
    private static final class Grid {
        private final Range exponents;
        private final Range errors;
        private final double exposure;
        private final List<List<DisplacementSpectrum>> spectra = new ArrayList<>();

        Grid(Range exponents, Range errors, double exposure) {
            this.exponents = exponents;
            this.errors = errors;
            this.exposure = exposure;
            for (int place = 0; place < exponents.size(); place++) {
                List<DisplacementSpectrum> ofLengths = new ArrayList<>();
                for (int length = SegmentMoments.SHORTEST; length <= SegmentMoments.LONGEST; length++) {
                    ofLengths.add(new DisplacementSpectrum(length, exponents.at(place), exposure));
                }
                spectra.add(ofLengths);
            }
        }

        Posterior posterior(SegmentMoments moments) {
            double[][] logarithms = new double[exponents.size()][errors.size()];
            for (int place = 0; place < exponents.size(); place++) {
                for (int length = SegmentMoments.SHORTEST; length <= SegmentMoments.LONGEST; length++) {
                    if (moments.squares(length) > 0) {
                        addLikelihood(
                                moments,
                                length,
                                spectra.get(place).get(length - SegmentMoments.SHORTEST),
                                logarithms[place]);
                    }
                }
            }
            return new Posterior(this, logarithms);
        }

        private void addLikelihood(
                SegmentMoments moments, int length, DisplacementSpectrum spectrum, double[] logarithms) {
            SpectralLikelihood likelihood =
                    new SpectralLikelihood(spectrum.eigenvalues(), spectrum.squares(moments), moments.segments(length));
            for (int error = 0; error < errors.size(); error++) {
                logarithms[error] += likelihood.largest(2 * errors.at(error) * errors.at(error));
            }
        }
    }

    /** What the likelihood makes of a grid. */
    private static final class Posterior {
        /** What is less likely than this, relative to the most likely, does not count. */
        private static final double NEGLIGIBLE = Math.exp(-12);

        /** What is less likely than this may lie beyond the end of a grid. */
        private static final double UNLIKELY = Math.exp(-5);

        private final Grid grid;
        private final double[] byExponent;
        private final double[] byError;

        Posterior(Grid grid, double[][] logarithms) {
            this.grid = grid;
            byExponent = new double[grid.exponents.size()];
            byError = new double[grid.errors.size()];
            double largest = Arrays.stream(logarithms)
                    .flatMapToDouble(Arrays::stream)
                    .max()
                    .orElseThrow();
            for (int exponent = 0; exponent < byExponent.length; exponent++) {
                for (int error = 0; error < byError.length; error++) {
                    double weight = share(exponent, byExponent.length)
                            * share(error, byError.length)
                            * Math.exp(logarithms[exponent][error] - largest);
                    byExponent[exponent] += weight;
                    byError[error] += weight;
                }
            }
        }

        /** By the trapezoidal rule. */
        private static double share(int place, int size) {
            return place == 0 || place == size - 1 ? 0.5 : 1;
        }

        double mean() {
            return moment(0, 1);
        }

        double deviation() {
            return Math.sqrt(moment(mean(), 2));
        }

        private double moment(double centre, int power) {
            double sum = 0;
            for (int place = 0; place < byExponent.length; place++) {
                sum += byExponent[place] * Math.pow(grid.exponents.at(place) - centre, power);
            }
            return sum / Arrays.stream(byExponent).sum();
        }

        /** Whether what is likely is a small part of the grid. */
        boolean isCramped() {
            return isCramped(byExponent) || isCramped(byError);
        }

        private static boolean isCramped(double[] weights) {
            return to(weights) - from(weights) < 2 * (weights.length - 1) / 3;
        }

        Grid likelyPart() {
            return new Grid(
                    grid.exponents.between(from(byExponent), to(byExponent)),
                    grid.errors.between(from(byError), to(byError)),
                    grid.exposure);
        }

        /** The place before the first that counts. */
        private static int from(double[] weights) {
            int place = 0;
            while (isBelow(NEGLIGIBLE, weights, place)) {
                place++;
            }
            return Math.max(0, place - 1);
        }

        /** The place after the last that counts. */
        private static int to(double[] weights) {
            int place = weights.length - 1;
            while (isBelow(NEGLIGIBLE, weights, place)) {
                place--;
            }
            return Math.min(weights.length - 1, place + 1);
        }

        private static boolean isBelow(double share, double[] weights, int place) {
            return weights[place] < share * Arrays.stream(weights).max().orElseThrow();
        }

        /** Whether much of what is likely may lie beyond the exponents or errors of this grid. */
        boolean isCutOff(Range wideErrors) {
            return isCutOff(byExponent, grid.exponents, EXPONENTS) || isCutOff(byError, grid.errors, wideErrors);
        }

        private static boolean isCutOff(double[] weights, Range range, Range wide) {
            return (range.first() > wide.first() && !isBelow(UNLIKELY, weights, 0))
                    || (range.last() < wide.last() && !isBelow(UNLIKELY, weights, weights.length - 1));
        }
    }
}
