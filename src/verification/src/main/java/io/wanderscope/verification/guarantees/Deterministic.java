package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same input gives the same results under the same identities, each once. Probabilities may differ in the last
 * digits, because the arithmetic depends on which trajectories share a batch. The label may differ only where those
 * digits decide it.
 *
 * @param reference what another run of the same input gave
 * @param minimumConfidence setting of both runs: a result below it has no label
 */
public record Deterministic(Observed reference, double minimumConfidence) implements Guarantee {
    private static final double TOLERANCE = 1e-4;

    private record Identity(String key, int revision) {}

    @Override
    public String name() {
        return "deterministic";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        List<String> violations = new ArrayList<>();
        Map<Identity, ObservedResult> expected = byIdentity(reference, violations);
        Map<Identity, ObservedResult> found = byIdentity(observed, violations);
        expected.forEach((identity, result) -> {
            ObservedResult other = found.remove(identity);
            if (other == null || !isSame(result, other)) {
                violations.add("one run gave " + result + ", another " + other);
            }
        });
        found.values().forEach(result -> violations.add("only one run gave " + result));
        return violations;
    }

    private static Map<Identity, ObservedResult> byIdentity(Observed observed, List<String> violations) {
        Map<Identity, ObservedResult> results = new HashMap<>();
        observed.results().forEach(result -> {
            ObservedResult before = results.put(new Identity(result.key(), result.revision()), result);
            if (before != null) {
                violations.add("one run gave " + before + " and, under the same identity, " + result);
            }
        });
        return results;
    }

    private boolean isSame(ObservedResult one, ObservedResult other) {
        return one.status() == other.status()
                && one.firstFrame() == other.firstFrame()
                && one.lastFrame() == other.lastFrame()
                && one.points() == other.points()
                && one.positions() == other.positions()
                && one.duplicates() == other.duplicates()
                && haveSameProbabilities(one, other)
                && (one.label() == other.label() || isUndecided(one) || isUndecided(other));
    }

    private static boolean haveSameProbabilities(ObservedResult one, ObservedResult other) {
        if (one.probabilities().size() != other.probabilities().size()) {
            return false;
        }
        for (int index = 0; index < one.probabilities().size(); index++) {
            if (!isClose(one.probabilities().get(index), other.probabilities().get(index))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last digits decide which label the result has, or whether it has one. */
    private boolean isUndecided(ObservedResult result) {
        List<Double> descending = result.probabilities().stream()
                .sorted(Comparator.reverseOrder())
                .toList();
        return descending.size() > 1
                && (isClose(descending.get(0), descending.get(1)) || isClose(descending.get(0), minimumConfidence));
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE;
    }
}
