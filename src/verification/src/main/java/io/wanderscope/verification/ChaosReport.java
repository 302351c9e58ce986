package io.wanderscope.verification;

import io.wanderscope.verification.chaos.Fault;
import io.wanderscope.verification.chaos.Standstill;
import io.wanderscope.verification.chaos.UnexpectedExit;
import io.wanderscope.verification.guarantees.GuaranteeTable;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What happened in a chaos run, and which guarantees held.
 *
 * @param truth what was sent
 * @param observed what came out
 * @param faults number of faults of each kind
 * @param upgraded number of instances that were replaced by a later version
 * @param killsAtWork number of kills of instances that owned partitions; the others were starting, or the group was being
 *     rebalanced
 * @param takeovers times from the kill of one of two instances to the first result of its partitions
 * @param unexpectedExits exits of instances that were not requested
 * @param standstills what waited, each time that output was missing and no more came
 * @param guarantees which guarantees held
 */
public record ChaosReport(
        Truth truth,
        Observed observed,
        Map<Fault, Integer> faults,
        int upgraded,
        int killsAtWork,
        List<Duration> takeovers,
        List<UnexpectedExit> unexpectedExits,
        List<Standstill> standstills,
        GuaranteeTable guarantees) {

    /** Copies the collections. */
    public ChaosReport {
        faults = Map.copyOf(faults);
        takeovers = List.copyOf(takeovers);
        unexpectedExits = List.copyOf(unexpectedExits);
        standstills = List.copyOf(standstills);
    }

    /** Whether every guarantee held and no instance exited unexpectedly. */
    public boolean isKept() {
        return guarantees.isKept() && unexpectedExits.isEmpty();
    }

    /** The report as a table. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, "positions", truth.positions());
        line(text, "poison records", truth.poison().size());
        line(text, "tracks", truth.tracks().size());
        line(text, "results", observed.results().size());
        line(text, "dead letters", observed.deadLetters().size());
        line(text, "triggers", observed.triggers().size());
        for (Fault fault : Fault.values()) {
            line(text, fault.description(), faults.getOrDefault(fault, 0));
            if (fault == Fault.KILL) {
                line(text, "of them while they owned partitions", killsAtWork);
            }
        }
        if (upgraded > 0) {
            line(text, "instances upgraded", upgraded);
        }
        line(text, "unexpected exits", unexpectedExits.size());
        unexpectedExits.forEach(exit -> text.append(String.format(Locale.ROOT, "    %s%n", exit)));
        standstills.forEach(each -> text.append(lines(each)));
        if (!takeovers.isEmpty()) {
            text.append(takeoverLine());
        }
        return text.append(guarantees).toString();
    }

    private static String lines(Standstill standstill) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "output was missing, and no more came:%n"));
        standstill.lines().forEach(each -> text.append(String.format(Locale.ROOT, "    %s%n", each)));
        return text.toString();
    }

    private String takeoverLine() {
        double[] seconds = takeovers.stream()
                .mapToDouble(takeover -> takeover.toMillis() / 1000.0)
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "%-36s median %.1f s, longest %.1f s, of %d%n",
                "first result after losing one of two",
                seconds[seconds.length / 2],
                seconds[seconds.length - 1],
                seconds.length);
    }

    private static void line(StringBuilder text, String what, long count) {
        text.append(String.format(Locale.ROOT, "%-36s %,d%n", what, count));
    }
}
