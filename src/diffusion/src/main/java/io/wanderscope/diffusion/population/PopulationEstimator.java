package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ImagingConditions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates what a population consists of from the sums over its tracks. The same sums always give the same estimate.
 * Thread-safe.
 */
@SuppressWarnings("UnusedVariable")
public final class PopulationEstimator {
    private static final double SECONDS = 1e-9;

    private final ImagingConditions imaging;
    private final OptionalDouble focalDepth;

    /**
     * Estimates under imaging conditions.
     *
     * @param imaging in the unit of length of the population
     * @param focalDepth depth within which particles are seen, in the unit of length of the population, above 0; empty if nothing
     *     is to be corrected for particles that leave it
     */
    public PopulationEstimator(ImagingConditions imaging, OptionalDouble focalDepth) {
        this.imaging = imaging;
        this.focalDepth = focalDepth;
    }

    /**
     * Estimates a population.
     *
     * @param sums over at least one track
     */
    public PopulationEstimate estimate(SufficientStatistics sums) {
        long tracks = sums.at(Sections.TRACKS);
        long intervals = sums.at(Sections.FRAME_INTERVALS);
        return new PopulationEstimate(
                tracks,
                0,
                intervals == 0 ? OptionalDouble.empty() : OptionalDouble.of(SECONDS * intervals / tracks),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                0);
    }
}
