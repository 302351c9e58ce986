package io.wanderscope.trainer.evaluation;

import java.util.Locale;

/**
 * The bound that a figure has to keep.
 *
 * @param bound on which side of the value it has to be
 * @param value the bound itself, in the figure's own unit: a share is from 0 to 1
 * @param unit how to write it
 */
public record Target(Bound bound, double value, Unit unit) {
    /** The side on which a figure has to be. */
    public enum Bound {
        /** The bound is a maximum. */
        AT_MOST("≤"),
        /** The bound is a minimum. */
        AT_LEAST("≥");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** How to write a figure. */
    public enum Unit {
        /** A share, in per cent. */
        PER_CENT(100, "%"),
        /** A difference of shares, in percentage points. */
        PERCENTAGE_POINTS(100, "points"),
        /** A number, in millions. */
        MILLIONS(1e-6, "M");

        private final double factor;
        private final String symbol;

        Unit(double factor, String symbol) {
            this.factor = factor;
            this.symbol = symbol;
        }
    }

    static Target accuracy(double least) {
        return new Target(Bound.AT_LEAST, least, Unit.PER_CENT);
    }

    static Target atMost(double most) {
        return new Target(Bound.AT_MOST, most, Unit.PER_CENT);
    }

    /** Whether a value keeps the bound; NaN does not. */
    public boolean isMetBy(double figure) {
        return bound == Bound.AT_MOST ? figure <= value : figure >= value;
    }

    /** The bound with its sign and unit, such as {@code ≤ 3 %}. */
    @Override
    public String toString() {
        double number = value * unit.factor;
        String format = Math.abs(number - Math.rint(number)) < 1e-9 ? "%s %.0f %s" : "%s %.1f %s";
        return String.format(Locale.ROOT, format, bound.sign, number, unit.symbol);
    }

    /** A figure in the target's unit, with its standard error if that is above 0. */
    String written(Share figure) {
        String error = figure.standardError() > 0
                ? String.format(Locale.ROOT, " ± %.2f", unit.factor * figure.standardError())
                : "";
        return String.format(Locale.ROOT, "%.2f%s %s", unit.factor * figure.value(), error, unit.symbol);
    }
}
