package io.wanderscope.diffusion;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that people give to the units in which positions of particles are given, in any case. */
public final class LengthNames {
    /** What to write instead of a name that is not known, for messages. */
    public static final String KNOWN =
            "px, um, nm, mm, m and angstrom, also written as pixel, µm, micron, nanometer and so on";

    private static final String PIXEL = "px";

    /** Metric too, but of no camera's pixel and no cell: nothing is converted from them. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "m", Set.of("m", "meter", "meters", "metre", "metres"),
            "angstrom", Set.of("\u00e5", "angstrom", "angstroms", "\u00e5ngstr\u00f6m"));

    private static final Map<String, String> SYMBOLS = symbols();

    private LengthNames() {}

    private static Map<String, String> symbols() {
        Map<String, String> symbols = new HashMap<>(MetricLength.symbols());
        List.of(PIXEL, "pix", "pixel", "pixels").forEach(name -> symbols.put(name, PIXEL));
        OTHERS.forEach((symbol, names) -> names.forEach(name -> symbols.put(name, symbol)));
        return Map.copyOf(symbols);
    }

    /** All that are known, in lower case. */
    static Set<String> all() {
        return SYMBOLS.keySet();
    }

    /** Whether the name is one of the pixel. */
    public static boolean isPixel(String name) {
        return symbol(name).filter(PIXEL::equals).isPresent();
    }

    /** Whether the name is one of a unit of length that positions of particles are given in. */
    public static boolean isKnown(String name) {
        return symbol(name).isPresent();
    }

    /** Whether two names are those of one unit. Of names that are not known, only equal ones are. */
    public static boolean areSame(String one, String other) {
        return one.equals(other)
                || symbol(one).filter(symbol(other).orElse("")::equals).isPresent();
    }

    /** The one spelling of the unit that a name stands for: px, um, nm, mm, m or angstrom; empty if the name is not known. */
    public static Optional<String> symbol(String name) {
        return Optional.ofNullable(SYMBOLS.get(name.strip().toLowerCase(Locale.ROOT)));
    }
}
