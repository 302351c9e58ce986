package io.wanderscope.app.sizing;

import java.util.List;
import java.util.Locale;

/** Text of a quantity, with a prefix where the number is large. */
final class Quantity {
    private static final List<String> PREFIXES = List.of("", "k", "M", "G", "T", "P", "E");

    /** What arithmetic may have added to a whole number, relative to it. */
    private static final double ROUNDING = 1e-9;

    private Quantity() {}

    /**
     * About three digits and the unit; bytes with a prefix, as in {@code 1.25 GB/s}.
     *
     * @param value 0 or more
     */
    static String text(double value, String unit) {
        if (!unit.startsWith("B")) {
            return unit.isEmpty() ? number(value) : number(value) + " " + unit;
        }
        int prefix = 0;
        double scaled = value;
        while (scaled >= 1_000 && prefix < PREFIXES.size() - 1) {
            scaled /= 1_000;
            prefix++;
        }
        return number(scaled) + " " + PREFIXES.get(prefix) + unit;
    }

    private static String number(double value) {
        boolean isWhole = Math.abs(value - Math.rint(value)) < ROUNDING * value;
        int decimals = value == 0 || isWhole || value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
