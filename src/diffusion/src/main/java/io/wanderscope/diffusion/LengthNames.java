package io.wanderscope.diffusion;

import java.util.Locale;
import java.util.Set;

/** The names that people give to the units in which positions of particles are given, in any case. */
public final class LengthNames {
    /** What to write instead of a name that is not known, for messages. */
    public static final String KNOWN =
            "px, um, nm, mm, m and angstrom, also written as pixel, µm, micron, nanometer and so on";

    private static final Set<String> PIXELS = Set.of("px", "pix", "pixel", "pixels");

    /** Metric too, but of no camera's pixel and no cell: nothing is converted from them. */
    private static final Set<String> OTHERS = Set.of(
            "m",
            "meter",
            "meters",
            "metre",
            "metres",
            "\u00e5",
            "\u212b",
            "angstrom",
            "angstroms",
            "\u00e5ngstr\u00f6m");

    private LengthNames() {}

    /** Whether the name is one of the pixel. */
    public static boolean isPixel(String name) {
        return PIXELS.contains(normal(name));
    }

    /** Whether the name is one of a unit of length that positions of particles are given in. */
    public static boolean isKnown(String name) {
        return isPixel(name) || MetricLength.inMicrometres(name).isPresent() || OTHERS.contains(normal(name));
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
