package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ImagingConditions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates what a population consists of from the sums over its tracks. The same sums always give the same estimate.
 * Thread-safe.
 */
public final class PopulationEstimator {
    private static final double SECONDS = 1e-6;

    private final ImagingConditions imaging;
    private final OptionalDouble focalDepth;
    private final PooledExponent exponent;
    private final Optional<ClassConfusion> confusion;

    /**
     * Estimates under imaging conditions.
     *
     * @param imaging in the unit of length of the population
     * @param focalDepth depth within which particles are seen, in the unit of length of the population, above 0; empty if nothing
     *     is to be corrected for particles that leave it
     * @param confusion that of the model that classified the tracks; empty if it is unknown, and there are no fractions of classes
     */
    public PopulationEstimator(
            ImagingConditions imaging, OptionalDouble focalDepth, Optional<ClassConfusion> confusion) {
        this.imaging = imaging;
        this.focalDepth = focalDepth;
        this.exponent = new PooledExponent(imaging);
        this.confusion = confusion;
    }

    /**
     * Estimates a population.
     *
     * @param sums over at least one track
     */
    public PopulationEstimate estimate(SufficientStatistics sums) {
        long tracks = sums.at(Sections.TRACKS);
        long intervals = sums.at(Sections.FRAME_INTERVALS);
        OptionalDouble frameInterval =
                intervals == 0 ? OptionalDouble.empty() : OptionalDouble.of(SECONDS * intervals / tracks);
        long displacements = DisplacementStatistics.displacements(sums);
        Optional<OccupationEstimator.Result> motion = displacements == 0
                ? Optional.empty()
                : Optional.of(new OccupationEstimator(sums, imaging, focalDepth, frameInterval.orElse(1)).estimate());
        ClassFractions fractions =
                confusion.map(known -> ClassFractions.of(sums, known)).orElse(ClassFractions.NONE);
        return new PopulationEstimate(
                tracks,
                displacements,
                frameInterval,
                motion.map(found -> OptionalDouble.of(found.localisationError()))
                        .orElse(OptionalDouble.empty()),
                motion.map(OccupationEstimator.Result::occupation).orElse(List.of()),
                motion.map(OccupationEstimator.Result::states).orElse(List.of()),
                fractions.tracks(),
                fractions.classes(),
                fractions.families(),
                exponent.of(sums),
                ExponentStatistics.tracks(sums));
    }
}
