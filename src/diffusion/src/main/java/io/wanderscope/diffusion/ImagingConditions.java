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

    /** Exposure where it is unknown: that of a camera that films without pause and a light that is not strobed. */
    private static final double ASSUMED_EXPOSURE = 1;

    /** Motion blur of a shutter that is open over the whole frame interval. */
    private static final double FULL_BLUR = 1.0 / 6;

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

    /** In another unit of length, of which the present one is {@code factor}, above 0. */
    public ImagingConditions scaled(double factor) {
        return localisationNoise.isPresent()
                ? new ImagingConditions(OptionalDouble.of(factor * localisationNoise.getAsDouble()), exposure)
                : this;
    }

    /** The exposure, or the whole frame interval where it is unknown. */
    public double assumedExposure() {
        return exposure.orElse(ASSUMED_EXPOSURE);
    }

    /** Motion blur {@code R}: for a steady light a sixth of the assumed exposure (Berglund, Physical Review E 82, 011917, 2010). */
    public double blur() {
        return FULL_BLUR * assumedExposure();
    }

    /** Both conditions are known. */
    public static ImagingConditions of(double localisationNoise, double exposure) {
        return new ImagingConditions(OptionalDouble.of(localisationNoise), OptionalDouble.of(exposure));
    }
}
