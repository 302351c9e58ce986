package io.wanderscope.tracks;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers with no more digits than what they were computed from can tell. */
final class ShortestNumber {
    private static final int MAX_DIGITS = 15;
    private static final int READABLE_DIGITS = 6;

    private ShortestNumber() {}

    /** The number with the fewest digits that is as near to a finite value. */
    static double near(double value, double tolerance) {
        for (int digits = 1; digits <= MAX_DIGITS; digits++) {
            double rounded =
                    new BigDecimal(value).round(new MathContext(digits)).doubleValue();
            if (Math.abs(rounded - value) <= tolerance) {
                return rounded;
            }
        }
        return value;
    }

    /** The number for people: six digits, without an exponent and without zeros at its end. */
    static String text(double value) {
        return new BigDecimal(value)
                .round(new MathContext(READABLE_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
