package io.wanderscope.diffusion;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that people give to the units in which positions of particles are given, in any case. */
public final class LengthNames {
    /** What to write instead of a name that is not known, for messages. */
    public static final String KNOWN =
            "px, um, nm, mm, m and angstrom, also written as pixel, µm, micron, nanometer and so on";

    private static final Set<String> PIXELS = Set.of("px", "pix", "pixel", "pixels");

    /** Metric too, but of no camera's pixel and no cell: nothing is converted from them. */
    private static final Set<String> OTHERS =
            Set.of("m", "meter", "meters", "metre", "metres", "\u00e5", "angstrom", "angstroms", "\u00e5ngstr\u00f6m");

    private static final Set<String> ALL = Stream.of(PIXELS, MetricLength.names(), OTHERS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private LengthNames() {}

    /** All that are known, in lower case. */
    static Set<String> all() {
        return ALL;
    }

    /** Whether the name is one of the pixel. */
    public static boolean isPixel(String name) {
        return PIXELS.contains(normal(name));
    }

    /** The short name of the same unit, px, um, nm, mm, m or angstrom; empty if the name is not known. */
    public static Optional<String> canonical(String name) {
        String normal = normal(name);
        if (PIXELS.contains(normal)) {
            return Optional.of("px");
        }
        OptionalDouble micrometres = MetricLength.inMicrometres(normal);
        if (micrometres.isPresent()) {
            return Optional.of(micrometres.getAsDouble() == 1 ? "um" : micrometres.getAsDouble() < 1 ? "nm" : "mm");
        }
        return OTHERS.contains(normal) ? Optional.of(normal.startsWith("m") ? "m" : "angstrom") : Optional.empty();
    }

    /** Whether two names are those of one unit. Of names that are not known, only equal ones are. */
    public static boolean areSame(String one, String other) {
        return one.equals(other) || canonical(one).isPresent() && canonical(one).equals(canonical(other));
    }

    /** Whether the name is one of a unit of length that positions of particles are given in. */
    public static boolean isKnown(String name) {
        return ALL.contains(normal(name));
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
