package io.wanderscope.diffusion.population;

import io.wanderscope.diffusion.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What all tracks of a population say together. Lengths are in the unit of the tracks; times in seconds if the frame interval is
 * known, and in frames otherwise.
 *
 * @param tracks number of tracks, 1 or more
 * @param displacements number of displacements between successive frames
 * @param frameInterval mean over the tracks in seconds; empty if it is unknown
 * @param localisationError along an axis, which the occupation assumes of all tracks; empty without an occupation
 * @param occupation share of each diffusion coefficient of a grid, ascending; empty if there is no displacement
 * @param states the peaks of the occupation, ascending
 * @param classifiedTracks number of tracks on which the fractions rest: those that were classified with both imaging conditions
 *     known or neither
 * @param classes fraction of each diffusion model by class index; empty if there is no such track, or nobody told how the model
 *     confuses them
 * @param families fraction of each family by family index; empty where {@code classes} is
 * @param exponent pooled anomalous exponent; empty if no track has two successive displacements
 * @param exponentTracks number of tracks on which it rests
 */
public record PopulationEstimate(
        long tracks,
        long displacements,
        OptionalDouble frameInterval,
        OptionalDouble localisationError,
        List<Occupation> occupation,
        List<State> states,
        long classifiedTracks,
        List<Fraction> classes,
        List<Fraction> families,
        Optional<Estimate> exponent,
        long exponentTracks) {

    /** Copies the lists. */
    public PopulationEstimate {
        occupation = List.copyOf(occupation);
        states = List.copyOf(states);
        classes = List.copyOf(classes);
        families = List.copyOf(families);
    }

    /**
     * A fraction of a whole, with its 90 % credible interval.
     *
     * @param value 0 to 1
     * @param low 0 to {@code value}
     * @param high {@code value} to 1
     */
    public record Fraction(double value, double low, double high) {}

    /**
     * The share of one diffusion coefficient.
     *
     * @param diffusionCoefficient centre of its bin, above 0
     * @param fraction share of the motion
     */
    public record Occupation(double diffusionCoefficient, Fraction fraction) {}

    /**
     * A peak of the occupation.
     *
     * @param diffusionCoefficient mean over the peak, above 0
     * @param from where it begins; empty for the first
     * @param to where it ends; empty for the last
     * @param fraction share of the motion
     */
    public record State(double diffusionCoefficient, OptionalDouble from, OptionalDouble to, Fraction fraction) {}
}
