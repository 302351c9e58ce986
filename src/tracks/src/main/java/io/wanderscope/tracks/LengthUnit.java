package io.wanderscope.tracks;

import io.wanderscope.diffusion.LengthNames;
import java.util.Locale;
import java.util.Set;

/** The unit of coordinates, which trackers and microscopes spell in many ways. */
public final class LengthUnit {
    /** The unit of coordinates whose file gives none. */
    public static final String PIXEL = "px";

    /** What all spellings of micrometre in a file become, for people; to programs, {@link LengthNames#symbol} gives {@code um}. */
    public static final String MICROMETRE = "µm";

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

    private LengthUnit() {}

    /** Spells pixel, which an empty text also means, and micrometre in one way, and any other unit as the file does. */
    static String of(String text) {
        String unit = text.strip();
        if (unit.isEmpty() || LengthNames.isPixel(unit)) {
            return PIXEL;
        }
        return isMicrometre(unit) ? MICROMETRE : unit;
    }

    private static boolean isMicrometre(String text) {
        return MICROMETRES.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether the text is a unit of length without doubt, rather than a name. */
    static boolean isUnit(String text) {
        return LengthNames.isKnown(text) || isMicrometre(text);
    }
}
