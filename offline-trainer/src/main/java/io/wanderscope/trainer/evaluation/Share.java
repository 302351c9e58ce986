package io.wanderscope.trainer.evaluation;

import java.util.Locale;

/**
 * A share, or a difference of two shares, with its standard error.
 *
 * @param value the share, or the difference
 * @param standardError its standard error
 */
public record Share(double value, double standardError) {
    /** The share of some of a number of independent cases, with a binomial error; NaN if there are no cases. */
    public static Share of(long some, long all) {
        double share = (double) some / all;
        return new Share(share, Math.sqrt(share * (1 - share) / all));
    }

    /**
     * The difference of two shares of the same cases.
     *
     * @param onlyFirst cases that count for the first share only
     * @param onlySecond cases that count for the second share only
     */
    public static Share difference(long onlyFirst, long onlySecond, long all) {
        double first = (double) onlyFirst / all;
        double second = (double) onlySecond / all;
        double difference = first - second;
        return new Share(difference, Math.sqrt((first + second - difference * difference) / all));
    }

    /** In per cent, without the sign. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * value, 100 * standardError);
    }
}
