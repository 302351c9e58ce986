package io.wanderscope.app.chaos;

import io.wanderscope.app.guarantees.GuaranteeTable;
import io.wanderscope.app.guarantees.Observed;
import io.wanderscope.app.guarantees.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of chaos was and what came of it.
 *
 * @param faults number of each kind of fault
 * @param takeovers seconds from the kill of one of two instances to the first result of its partitions
 * @param guarantees what held
 */
public record ChaosReport(
        Truth truth, Observed observed, Map<Fault, Integer> faults, List<Double> takeovers, GuaranteeTable guarantees) {

    /** The table for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "positions", truth.positions());
        line(text, "poison records", truth.poison().size());
        line(text, "tracks", truth.tracks().size());
        line(text, "results", observed.results().size());
        line(text, "dead letters", observed.deadLetters().size());
        faults.forEach((fault, count) -> line(text, fault.description(), count));
        if (!takeovers.isEmpty()) {
            double[] sorted =
                    takeovers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s median %.1f s, longest %.1f s, of %d%n",
                    "first result after losing one of two",
                    sorted[sorted.length / 2],
                    Arrays.stream(sorted).max().orElseThrow(),
                    sorted.length));
        }
        return text.append(guarantees).toString();
    }

    private static void line(StringBuilder text, String what, long count) {
        text.append(String.format(Locale.ROOT, "%-34s %,d%n", what, count));
    }
}
