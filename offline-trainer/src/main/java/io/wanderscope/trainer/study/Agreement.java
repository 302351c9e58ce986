package io.wanderscope.trainer.study;

import io.wanderscope.trainer.report.figure.Interval;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.util.FastMath;

/**
 * How far our correlations agree with those that the paper gives.
 *
 * @param pairs number of correlations that both have
 * @param same number of those here that have the paper's sign with all of their interval
 * @param other number of those that have the other sign with all of it
 * @param order Spearman's rank correlation of the values, with a 95 % confidence interval; NaN of fewer than five pairs
 */
record Agreement(int pairs, int same, int other, Interval order) {
    private static final int FEWEST_PAIRS = 5;
    private static final double QUANTILE = 1.959964;

    /** Compares as many correlations of each, in the same order. */
    static Agreement of(List<Interval> ours, double[] paper) {
        int same = 0;
        int other = 0;
        for (int pair = 0; pair < paper.length; pair++) {
            Interval each = ours.get(pair);
            boolean excludesZero = each.low() > 0 || each.high() < 0;
            same += excludesZero && each.value() * paper[pair] > 0 ? 1 : 0;
            other += excludesZero && each.value() * paper[pair] < 0 ? 1 : 0;
        }
        return new Agreement(paper.length, same, other, order(ours, paper));
    }

    /**
     * With Fisher's transformation, whose variance for ranks is (1 + r²/2)/(n − 3), also in strong correlations of few pairs (Bonett and
     * Wright, Psychometrika 65, 2000). The pairs are taken as independent.
     */
    private static Interval order(List<Interval> ours, double[] paper) {
        int pairs = paper.length;
        if (pairs < FEWEST_PAIRS) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        double rank = new SpearmansCorrelation()
                .correlation(ours.stream().mapToDouble(Interval::value).toArray(), paper);
        // Even in perfect order, two neighbours might have changed places.
        double nearlyPerfect = 1 - 12.0 / (pairs * (pairs * (double) pairs - 1));
        double bounded = Math.max(-nearlyPerfect, Math.min(nearlyPerfect, rank));
        double z = FastMath.atanh(bounded);
        double half = QUANTILE * Math.sqrt((1 + bounded * bounded / 2) / (pairs - 3));
        return new Interval(rank, Math.min(rank, Math.tanh(z - half)), Math.max(rank, Math.tanh(z + half)));
    }

    /** For people. */
    String text() {
        String signs = String.format(
                Locale.ROOT,
                "%d of %d have the paper's sign with all of their interval, %d the other, and of %d the interval holds 0",
                same,
                pairs,
                other,
                pairs - same - other);
        return Double.isNaN(order.value())
                ? signs
                : String.format(
                        Locale.ROOT,
                        "%s; their order has a rank correlation of %+.2f with the paper's (%+.2f to %+.2f, as far as %d pairs"
                                + " can say)",
                        signs,
                        order.value(),
                        order.low(),
                        order.high(),
                        pairs);
    }
}
