package io.wanderscope.tracks;

import java.util.Locale;
import java.util.Set;

/** The unit of coordinates, which trackers and microscopes spell in many ways. */
public final class LengthUnit {
    /** The unit of coordinates whose file gives none. */
    public static final String PIXEL = "px";

    /** The unit that all spellings of micrometre become. */
    public static final String MICROMETRE = "µm";

    private static final Set<String> PIXELS = Set.of("px", "pix", "pixel", "pixels");

    /** The micro sign, the Greek letter mu, what wrong decoding makes of them, and substitutes for them. */
    private static final Set<String> MICROMETRES = Set.of(
            "\u00b5m",
            "\u03bcm",
            "\u00e2\u00b5m",
            "\ufffdm",
            "um",
            "micron",
            "microns",
            "micrometer",
            "micrometers",
            "micrometre",
            "micrometres");

    private static final Set<String> OTHERS = Set.of(
            "nm",
            "nanometer",
            "nanometers",
            "nanometre",
            "nanometres",
            "mm",
            "millimeter",
            "millimetre",
            "m",
            "meter",
            "metre",
            "\u00e5",
            "\u212b",
            "angstrom");

    private LengthUnit() {}

    /** Spells pixel, which an empty text also means, and micrometre in one way, and any other unit as the file does. */
    static String of(String text) {
        String unit = text.strip();
        String lowerCase = unit.toLowerCase(Locale.ROOT);
        if (unit.isEmpty() || PIXELS.contains(lowerCase)) {
            return PIXEL;
        }
        return MICROMETRES.contains(lowerCase) ? MICROMETRE : unit;
    }

    /** Whether the text is a unit of length without doubt, rather than a name. */
    static boolean isUnit(String text) {
        String lowerCase = text.strip().toLowerCase(Locale.ROOT);
        return PIXELS.contains(lowerCase) || MICROMETRES.contains(lowerCase) || OTHERS.contains(lowerCase);
    }
}
