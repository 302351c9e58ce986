package io.wanderscope.trainer.limit;

import io.wanderscope.trainer.evaluation.ByImaging;
import io.wanderscope.trainer.evaluation.Share;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The best possible accuracies on trajectories of one length and level of localisation noise, with those of a network.
 *
 * @param points length of the trajectories
 * @param noise standard deviation of the noise, in units of the displacements' s.d.
 * @param noiseKnown best accuracy of a classifier that knows the unit of length and the noise
 * @param noiseOnly that of one that knows the noise in the unit of the track, but not the displacements' s.d., or null
 *     if not measured
 * @param noiseUnknown that of one that knows the unit only, or null if not measured
 * @param unitUnknown that of one that knows neither, or null if not measured
 * @param network the network beside them, or null without one
 */
public record Limit(
        int points,
        double noise,
        Share noiseKnown,
        @Nullable Share noiseOnly,
        @Nullable Share noiseUnknown,
        @Nullable Share unitUnknown,
        @Nullable NetworkAccuracy network) {

    private static final String COLUMNS = "%6s %6s   %-15s %-15s %-15s %-15s %-15s %-15s %-15s %-15s %s";

    /**
     * A network's accuracy, without and with knowledge of the noise and the exposure.
     *
     * @param told its accuracy when it is told both
     * @param toKnownNoise by how much {@code told} falls short of the classifier that knows the unit and the noise
     * @param toNoiseOnly by how much it falls short of the one that knows as much as the network does, or null if that
     *     was not measured
     * @param untold its accuracy when it is told nothing
     * @param toUnknownUnit by how much {@code untold} falls short of the classifier that knows the track only, or null
     *     if that was not measured
     */
    public record NetworkAccuracy(
            Share told,
            Share toKnownNoise,
            @Nullable Share toNoiseOnly,
            Share untold,
            @Nullable Share toUnknownUnit) {}

    static Limit of(
            int points,
            double noise,
            Answers noiseKnown,
            @Nullable Answers noiseOnly,
            @Nullable Answers noiseUnknown,
            @Nullable Answers unitUnknown,
            @Nullable ByImaging<Answers> network) {
        return new Limit(
                points,
                noise,
                noiseKnown.accuracy(),
                noiseOnly == null ? null : noiseOnly.accuracy(),
                noiseUnknown == null ? null : noiseUnknown.accuracy(),
                unitUnknown == null ? null : unitUnknown.accuracy(),
                network == null ? null : beside(noiseKnown, noiseOnly, unitUnknown, network));
    }

    private static NetworkAccuracy beside(
            Answers noiseKnown,
            @Nullable Answers noiseOnly,
            @Nullable Answers unitUnknown,
            ByImaging<Answers> network) {
        return new NetworkAccuracy(
                network.known().accuracy(),
                noiseKnown.advantageOver(network.known()),
                noiseOnly == null ? null : noiseOnly.advantageOver(network.known()),
                network.unknown().accuracy(),
                unitUnknown == null ? null : unitUnknown.advantageOver(network.unknown()));
    }

    /** The titles of the columns of {@link #row}. */
    public static String header() {
        return String.format(
                COLUMNS,
                "points",
                "noise",
                "noise known",
                "noise only",
                "noise unknown",
                "unit unknown",
                "network, told",
                "network, untold",
                "to known noise",
                "to noise only",
                "to unknown unit");
    }

    /**
     * Accuracies in per cent with their standard errors: the four best possible ones, those of the network with and
     * without knowledge of the noise, by how much it falls short of the first and the second when it knows the noise,
     * and of the last when it does not.
     */
    public String row() {
        return String.format(
                        COLUMNS,
                        points,
                        String.format(Locale.ROOT, "%.2f", noise),
                        text(noiseKnown),
                        text(noiseOnly),
                        text(noiseUnknown),
                        text(unitUnknown),
                        text(network == null ? null : network.told()),
                        text(network == null ? null : network.untold()),
                        text(network == null ? null : network.toKnownNoise()),
                        text(network == null ? null : network.toNoiseOnly()),
                        text(network == null ? null : network.toUnknownUnit()))
                .stripTrailing();
    }

    private static String text(@Nullable Share share) {
        return share == null
                ? "-"
                : String.format(Locale.ROOT, "%5.1f ± %3.1f", 100 * share.value(), 100 * share.standardError());
    }
}
