package io.wanderscope.trainer.study;

import java.util.Locale;

/**
 * What is measured of the estimates of a population, and what is to be reached.
 *
 * @param name that in tables, such as {@code total_variation}
 * @param words that in sentences, with a capital letter
 * @param isShare whether it is shown in per cent; otherwise it is a plain number
 * @param least least value that is good
 * @param most greatest value that is good; infinite if nothing is to be reached
 */
record PopulationMeasure(String name, String words, boolean isShare, double least, double most) {
    /** A share, or an error of one, of which nothing is to be reached. */
    static PopulationMeasure share(String name, String words) {
        return new PopulationMeasure(name, words, true, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A number of which nothing is to be reached. */
    static PopulationMeasure number(String name, String words) {
        return new PopulationMeasure(name, words, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The same, which is to be in a range. */
    PopulationMeasure toBe(double leastValue, double mostValue) {
        return new PopulationMeasure(name, words, isShare, leastValue, mostValue);
    }

    boolean hasTarget() {
        return Double.isFinite(most);
    }

    boolean isReached(Mean mean) {
        return least <= mean.value() && mean.value() <= most;
    }

    /** What is to be reached, such as {@code at most 6 %}; a dash if nothing is. */
    String target() {
        if (!hasTarget()) {
            return "–";
        }
        return (least == 0 ? "at most " : "from " + number(least) + " to ") + number(most) + (isShare ? " %" : "");
    }

    private String number(double value) {
        return isShare ? String.format(Locale.ROOT, "%.0f", 100 * value) : String.format(Locale.ROOT, "%.2f", value);
    }

    /** A value in the unit in which it is shown, with its standard error. */
    String text(Mean mean) {
        if (isShare || Double.isNaN(mean.value())) {
            return mean.percent();
        }
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean.value(), mean.standardError());
    }
}
