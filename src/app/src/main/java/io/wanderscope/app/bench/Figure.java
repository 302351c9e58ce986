package io.wanderscope.app.bench;

import java.util.Locale;

/**
 * A measured or computed figure.
 *
 * @param key its name in JSON, such as {@code load.positions}
 * @param meaning what it is, in a few words
 * @param value finite
 * @param unit of the value, such as {@code positions/s}; empty for a number
 */
record Figure(String key, String meaning, double value, String unit) {
    /** The value with about three digits, and the unit. */
    String text() {
        double size = Math.abs(value);
        int decimals = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return (String.format(Locale.ROOT, "%,." + decimals + "f", value) + " " + unit).stripTrailing();
    }
}
