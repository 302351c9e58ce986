package io.wanderscope.dashboard;

import java.util.Map;

/**
 * The typical diffusion coefficient of the tracks of each kind of motion, for the legend of a picture.
 *
 * @param unit such as {@code µm²/s}
 * @param medians by kind of motion; none for a kind of which no track has a diffusion coefficient
 */
public record TypicalDiffusion(String unit, Map<MotionClass, Double> medians) {
    /** Of tracks without diffusion coefficients. */
    public static final TypicalDiffusion UNKNOWN = new TypicalDiffusion("", Map.of());

    /** Copies the map. */
    public TypicalDiffusion {
        medians = Map.copyOf(medians);
    }
}
