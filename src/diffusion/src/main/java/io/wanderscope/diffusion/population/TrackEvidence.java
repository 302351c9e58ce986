package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.ObservedTrajectory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one track tells about its population.
 *
 * @param track its points in the unit of length of the population, at least {@link #MINIMUM_POINTS} of which were observed;
 *     with the imaging conditions in that unit
 * @param frameInterval in seconds, above 0; empty if it is unknown, and times are in frames
 * @param answer that of the model; empty if it was not classified
 */
public record TrackEvidence(ObservedTrajectory track, OptionalDouble frameInterval, Optional<ModelAnswer> answer) {
    /** Fewest observed points of a track that counts. */
    public static final int MINIMUM_POINTS = 3;

    private static final double MICROSECONDS = 1e6;

    /**
     * What the model says about a track.
     *
     * @param models probability of each model given that it is one of the eight, at equal prior probabilities, by class index
     * @param families probability of each family, by family index
     * @param noise the localisation noise in standard deviations of the displacements without noise, as the model estimates it
     */
    public record ModelAnswer(List<Double> models, List<Double> families, double noise) {
        /** Copies the lists. */
        public ModelAnswer {
            models = List.copyOf(models);
            families = List.copyOf(families);
        }
    }

    /** What the track adds to the sums of its population. */
    public SufficientStatistics statistics() {
        SufficientStatistics.Builder sums = new SufficientStatistics.Builder().add(Sections.TRACKS, 1);
        frameInterval.ifPresent(seconds -> sums.add(Sections.FRAME_INTERVALS, microseconds(seconds)));
        ExponentStatistics.add(track, sums);
        DisplacementStatistics.add(track, frameInterval.orElse(1), sums);
        answer.ifPresent(given -> ClassStatistics.add(track, given, sums));
        return sums.build();
    }

    /** At least 1, as 0 is for tracks whose frame interval is unknown. */
    private static long microseconds(double seconds) {
        return Math.max(1, Math.round(seconds * MICROSECONDS));
    }
}
