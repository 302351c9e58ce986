package io.wanderscope.tracks;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** What programs write instead of a finite number. Case does not matter. */
final class NumberWords {
    private static final Set<String> MISSING =
            Set.of("", "nan", "+nan", "-nan", "none", "null", "na", "n/a", "#n/a", "<na>", "-", "--", "?", ".");

    private NumberWords() {}

    /** Whether the text, which may be blank, stands for a missing number. */
    static boolean isMissing(String text) {
        return !endsWithDigit(text) && MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean endsWithDigit(String text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) >= '0' && text.charAt(text.length() - 1) <= '9';
    }

    /** NaN or an infinity; empty if the text is neither. */
    static OptionalDouble nonFinite(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }
}
