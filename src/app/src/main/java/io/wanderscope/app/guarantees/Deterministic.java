package io.wanderscope.app.guarantees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same input gives the same results under the same identities. Probabilities may differ in the last digits, because
 * the arithmetic of a batch depends on its company.
 *
 * @param reference what came out of another run of the same input
 */
public record Deterministic(Observed reference) implements Guarantee {
    private static final double TOLERANCE = 1e-4;

    private record Identity(String key, int revision) {}

    @Override
    public String name() {
        return "deterministic";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        Map<Identity, ObservedResult> expected = byIdentity(reference);
        Map<Identity, ObservedResult> found = byIdentity(observed);
        List<String> violations = new ArrayList<>();
        expected.forEach((identity, result) -> {
            ObservedResult other = found.remove(identity);
            if (other == null || !isSame(result, other)) {
                violations.add("one run gave " + result + ", another " + other);
            }
        });
        found.values().forEach(result -> violations.add("only one run gave " + result));
        return violations;
    }

    private static Map<Identity, ObservedResult> byIdentity(Observed observed) {
        Map<Identity, ObservedResult> results = new HashMap<>();
        observed.results().forEach(result -> results.put(new Identity(result.key(), result.revision()), result));
        return results;
    }

    private static boolean isSame(ObservedResult one, ObservedResult other) {
        return one.status() == other.status()
                && one.firstFrame() == other.firstFrame()
                && one.lastFrame() == other.lastFrame()
                && one.points() == other.points()
                && one.positions() == other.positions()
                && one.duplicates() == other.duplicates()
                && one.label() == other.label()
                && (Double.isNaN(one.confidence())
                        ? Double.isNaN(other.confidence())
                        : Math.abs(one.confidence() - other.confidence()) <= TOLERANCE);
    }
}
