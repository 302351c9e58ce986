package io.wanderscope.diffusion;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The metric units of length in which positions of particles are given, by the names that people give them. */
public final class MetricLength {
    /** The units in micrometres; with the micro sign, and with the Greek letter. */
    private static final Map<String, Double> MICROMETRES = Map.ofEntries(
            Map.entry("\u00b5m", 1.0),
            Map.entry("\u03bcm", 1.0),
            Map.entry("um", 1.0),
            Map.entry("micron", 1.0),
            Map.entry("microns", 1.0),
            Map.entry("micrometer", 1.0),
            Map.entry("micrometers", 1.0),
            Map.entry("micrometre", 1.0),
            Map.entry("micrometres", 1.0),
            Map.entry("nm", 1e-3),
            Map.entry("nanometer", 1e-3),
            Map.entry("nanometers", 1e-3),
            Map.entry("nanometre", 1e-3),
            Map.entry("nanometres", 1e-3),
            Map.entry("mm", 1e3),
            Map.entry("millimeter", 1e3),
            Map.entry("millimeters", 1e3),
            Map.entry("millimetre", 1e3),
            Map.entry("millimetres", 1e3));

    private MetricLength() {}

    /** The one spelling of the unit of each name, which is in lower case. */
    static Map<String, String> symbols() {
        Map<Double, String> symbols = Map.of(1.0, "um", 1e-3, "nm", 1e3, "mm");
        return MICROMETRES.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, name -> symbols.get(name.getValue())));
    }

    /** The unit in micrometres: 1 for µm, 0.001 for nm; empty if the name is not that of a metric unit. */
    public static OptionalDouble inMicrometres(String unit) {
        Double micrometres = MICROMETRES.get(unit.strip().toLowerCase(Locale.ROOT));
        return micrometres == null ? OptionalDouble.empty() : OptionalDouble.of(micrometres);
    }
}
