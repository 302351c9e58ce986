package io.wanderscope.trainer.limit;

import io.wanderscope.trainer.limit.Answers.Share;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The best possible answers for trajectories of one length and level of localisation noise, with those of a network.
 *
 * @param points length of the trajectories
 * @param noise standard deviation of the noise, in units of the displacements' s.d.
 * @param noiseKnown the best answers of a classifier that knows the unit of length and the noise
 * @param noiseUnknown the best answers of one that knows the unit only, or null if not tested
 * @param unitUnknown the best answers of one that knows neither, or null if not tested
 * @param network the network's answers, or null without one
 */
public record Limit(
        int points,
        double noise,
        Answers noiseKnown,
        @Nullable Answers noiseUnknown,
        @Nullable Answers unitUnknown,
        @Nullable Answers network) {

    private static final String COLUMNS = "%6s %6s   %-15s %-15s %-15s %-15s %-15s %s";

    /** The titles of the columns of {@link #row}. */
    public static String header() {
        return String.format(
                COLUMNS,
                "points",
                "noise",
                "noise known",
                "noise unknown",
                "unit unknown",
                "network",
                "to known noise",
                "to unknown unit");
    }

    /**
     * Accuracies in per cent with their standard errors: the three best possible ones, that of the network, and by how much it
     * falls short of the first and the third.
     */
    public String row() {
        return String.format(
                        COLUMNS,
                        points,
                        String.format(Locale.ROOT, "%.2f", noise),
                        accuracy(noiseKnown),
                        accuracy(noiseUnknown),
                        accuracy(unitUnknown),
                        accuracy(network),
                        distance(noiseKnown),
                        distance(unitUnknown))
                .stripTrailing();
    }

    private static String accuracy(@Nullable Answers answers) {
        return answers == null ? "-" : text(answers.accuracy());
    }

    private String distance(@Nullable Answers best) {
        return best == null || network == null ? "-" : text(best.advantageOver(network));
    }

    private static String text(Share share) {
        return String.format(Locale.ROOT, "%5.1f ± %3.1f", 100 * share.value(), 100 * share.standardError());
    }
}
