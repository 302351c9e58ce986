package io.wanderscope.verification;

import io.wanderscope.verification.chaos.Fault;
import io.wanderscope.verification.chaos.UnexpectedEnd;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of chaos was and what came of it.
 *
 * @param faults number of each kind of fault
 * @param takeovers times from the kill of one of two instances to the first result of its partitions
 * @param unexpectedEnds ends of instances that nobody made
 * @param guarantees what held
 */
public record ChaosReport(
        Truth truth,
        Observed observed,
        Map<Fault, Integer> faults,
        List<Duration> takeovers,
        List<UnexpectedEnd> unexpectedEnds,
        GuaranteeTable guarantees) {

    /** Copies the collections. */
    public ChaosReport {
        faults = Map.copyOf(faults);
        takeovers = List.copyOf(takeovers);
        unexpectedEnds = List.copyOf(unexpectedEnds);
    }

    /** Whether every guarantee was kept and no instance ended by itself. */
    public boolean isKept() {
        return guarantees.isKept() && unexpectedEnds.isEmpty();
    }

    /** The table for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "positions", truth.positions());
        line(text, "poison records", truth.poison().size());
        line(text, "tracks", truth.tracks().size());
        line(text, "results", observed.results().size());
        line(text, "dead letters", observed.deadLetters().size());
        for (Fault fault : Fault.values()) {
            line(text, fault.description(), faults.getOrDefault(fault, 0));
        }
        line(text, "instances that ended by themselves", unexpectedEnds.size());
        unexpectedEnds.forEach(end -> text.append(String.format(Locale.ROOT, "    %s%n", end)));
        if (!takeovers.isEmpty()) {
            double[] sorted = takeovers.stream()
                    .mapToDouble(takeover -> takeover.toMillis() / 1000.0)
                    .sorted()
                    .toArray();
            text.append(String.format(
                    Locale.ROOT,
                    "%-36s median %.1f s, longest %.1f s, of %d%n",
                    "first result after losing one of two",
                    sorted[sorted.length / 2],
                    sorted[sorted.length - 1],
                    sorted.length));
        }
        return text.append(guarantees).toString();
    }

    private static void line(StringBuilder text, String what, long count) {
        text.append(String.format(Locale.ROOT, "%-36s %,d%n", what, count));
    }
}
