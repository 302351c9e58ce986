package io.wanderscope.trainer.limit;

import io.wanderscope.trainer.evaluation.Share;
import io.wanderscope.trainer.evaluation.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says which of the accuracies are comparable, and how far a network is from the best possible. */
public final class LimitConclusion {
    private static final Target EACH = new Target(Target.Bound.AT_MOST, 0.03, Target.Unit.PERCENTAGE_POINTS);
    private static final Target LARGEST = new Target(Target.Bound.AT_MOST, 0.05, Target.Unit.PERCENTAGE_POINTS);
    /** Length of the shortest tracks to which the targets apply. */
    private static final int TARGET_POINTS = 20;

    private LimitConclusion() {}

    private record Distance(Limit limit, Share value) {}

    /** The conclusions, a line each; none if no network was measured. */
    public static List<String> of(List<Limit> limits) {
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "Compare 'noise only' with 'network, told': both know the noise in the unit of the track, and not how large the"
                        + " displacements are without it.",
                distances(limits, Limit.NetworkAccuracy::toNoiseOnly));
        add(
                lines,
                "'noise known' also knows the size of the displacements without noise, which the scatter of a track reveals only if"
                        + " it is long.",
                distances(limits, Limit.NetworkAccuracy::toKnownNoise));
        add(
                lines,
                "Compare 'unit unknown' with 'network, untold': both see the track alone. What they assume about the noise"
                        + " differs, so that the network can be the better one.",
                distances(limits, Limit.NetworkAccuracy::toUnknownUnit));
        return lines;
    }

    private static List<Distance> distances(
            List<Limit> limits, Function<Limit.NetworkAccuracy, @Nullable Share> distance) {
        List<Distance> distances = new ArrayList<>();
        for (Limit each : limits) {
            Share value = each.network() == null ? null : distance.apply(each.network());
            if (value != null && each.points() >= TARGET_POINTS) {
                distances.add(new Distance(each, value));
            }
        }
        return distances;
    }

    private static void add(List<String> lines, String comparison, List<Distance> distances) {
        if (distances.isEmpty()) {
            return;
        }
        Distance largest = distances.stream()
                .max(Comparator.comparingDouble(each -> each.value().value()))
                .orElseThrow();
        long reached = distances.stream()
                .filter(each -> EACH.isMetBy(each.value().value()))
                .count();
        lines.add(comparison);
        lines.add(String.format(
                Locale.ROOT,
                "  From %d points on, %s short: %d of %d; largest distance %s: %s at %d points and noise %.2f, %s.",
                TARGET_POINTS,
                EACH,
                reached,
                distances.size(),
                LARGEST,
                largest.value(),
                largest.limit().points(),
                largest.limit().noise(),
                LARGEST.isMetBy(largest.value().value()) ? "yes" : "no"));
    }
}
