package io.wanderscope.diffusion;

import java.util.OptionalDouble;

/**
 * What is known about how a track was recorded. Anticorrelated displacements may be localisation noise or subdiffusion, and
 * correlated ones motion blur or superdiffusion; the track alone cannot always tell which, but the microscopist may know.
 *
 * @param localisationNoise standard deviation of the localisation noise along an axis, in the unit of the positions, 0 or
 *     more; empty when unknown
 * @param exposure share of the frame interval over which the camera collects light, 0 to 1; empty when unknown
 */
public record ImagingConditions(OptionalDouble localisationNoise, OptionalDouble exposure) {
    /** Nothing is known. */
    public static final ImagingConditions UNKNOWN =
            new ImagingConditions(OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ImagingConditions {
        localisationNoise.ifPresent(noise -> {
            if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the localisation noise must be finite and not negative, got " + noise);
            }
        });
        exposure.ifPresent(share -> {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the exposure must be from 0 to 1, got " + share);
            }
        });
    }

    /** Both conditions are known. */
    public static ImagingConditions of(double localisationNoise, double exposure) {
        return new ImagingConditions(OptionalDouble.of(localisationNoise), OptionalDouble.of(exposure));
    }
}
