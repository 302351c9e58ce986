package io.wanderscope.trainer.report;

import java.util.Locale;

/** Formats numbers. */
final class Numbers {
    private Numbers() {}

    /** A share in per cent, or a dash when it is not a number. */
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    static String scientific(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }

    static String threePlaces(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
