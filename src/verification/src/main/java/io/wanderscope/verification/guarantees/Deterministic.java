package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.LiveWhenBehind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The same input gives the same results under the same identities, each once. Probabilities may differ in the last
 * digits, because the arithmetic depends on which trajectories share a batch. The label may differ only where those
 * digits decide it. Where only the latest LIVE result is wanted when the stream is behind, either run may be without a LIVE
 * result that the other has. What the positions of all tracks together say is the same to the last digit.
 *
 * @param reference what another run of the same input gave
 * @param minimumConfidence setting of both runs: a result below it has no label
 * @param behind the setting {@code live.when.behind} of both runs
 */
public record Deterministic(Observed reference, double minimumConfidence, LiveWhenBehind behind) implements Guarantee {
    private static final double TOLERANCE = 1e-4;
    /** Novelty above which a result has no label. */
    private static final double FAMILIAR = 1;

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
            if (other == null ? isRequired(result) : !isSame(result, other)) {
                violations.add("one run gave " + result + ", another " + other);
            }
        });
        found.values().stream()
                .filter(this::isRequired)
                .forEach(result -> violations.add("only one run gave " + result));
        checkPopulations(observed, violations);
        return violations;
    }

    private void checkPopulations(Observed observed, List<String> violations) {
        Map<String, ObservedPopulation> expected = new HashMap<>();
        reference.populations().forEach(population -> expected.put(population.acquisition(), population));
        observed.populations().forEach(population -> {
            ObservedPopulation other = expected.remove(population.acquisition());
            if (!population.equals(other)) {
                violations.add("one run gave " + other + ", another " + population);
            }
        });
        expected.values().forEach(population -> violations.add("only one run gave " + population));
    }

    private boolean isRequired(ObservedResult result) {
        return behind == LiveWhenBehind.ALL || result.status() == ResultStatus.FINAL;
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
                && areClose(one.probabilities(), other.probabilities())
                && areClose(one.families(), other.families())
                && (Double.compare(one.novelty(), other.novelty()) == 0 || isClose(one.novelty(), other.novelty()))
                && (one.label() == other.label() || isUndecided(one) || isUndecided(other));
    }

    private static boolean areClose(List<Double> one, List<Double> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size()).allMatch(index -> isClose(one.get(index), other.get(index)));
    }

    /** Whether the last digits decide which label the result has, or whether it has one. */
    private boolean isUndecided(ObservedResult result) {
        return isTie(result.probabilities())
                || isTie(result.families())
                || isClose(result.novelty(), FAMILIAR)
                || isClose(result.confidence(), minimumConfidence);
    }

    private static boolean isTie(List<Double> probabilities) {
        List<Double> descending =
                probabilities.stream().sorted(Comparator.reverseOrder()).toList();
        return descending.size() > 1 && isClose(descending.get(0), descending.get(1));
    }

    /** Whether two values are equal but for the last digits: of probabilities, and of larger values. */
    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
    }
}
