package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every position is counted exactly once: as accepted in its track's final result, as a duplicate in its track's final
 * result, or as a dead letter. Every poison record is one dead letter with the right cause.
 */
record NothingLost() implements Guarantee {
    @Override
    public String name() {
        return "nothing lost";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        List<String> violations = new ArrayList<>();
        List<ObservedDeadLetter> positions = observed.rejections();
        checkOrigins(positions, violations);
        Map<String, List<ObservedDeadLetter>> byKey =
                positions.stream().collect(Collectors.groupingBy(ObservedDeadLetter::key));
        checkTracks(truth, observed, byKey, violations);
        checkPoison(truth, byKey, violations);
        byKey.keySet().stream()
                .filter(key ->
                        !truth.tracks().containsKey(key) && !truth.poison().containsKey(key))
                .forEach(key -> violations.add("a dead letter has the key " + key + ", which was never sent"));
        return violations;
    }

    private static void checkOrigins(List<ObservedDeadLetter> deadLetters, List<String> violations) {
        Set<String> origins = new HashSet<>();
        for (ObservedDeadLetter deadLetter : deadLetters) {
            if (!origins.add(deadLetter.origin())) {
                violations.add("the record " + deadLetter.origin() + " became a dead letter more than once");
            }
        }
    }

    private static void checkTracks(
            Truth truth,
            Observed observed,
            Map<String, List<ObservedDeadLetter>> deadLetters,
            List<String> violations) {
        Map<String, ObservedResult> finals = new HashMap<>();
        observed.finals().forEach(result -> finals.put(result.key(), result));
        truth.tracks().forEach((track, sent) -> {
            ObservedResult counted = finals.get(track);
            long accepted = counted == null ? 0 : counted.positions();
            long duplicates = counted == null ? 0 : counted.duplicates();
            TrackTruth found = new TrackTruth(
                    accepted,
                    duplicates,
                    deadLetters.getOrDefault(track, List.of()).size());
            if (!found.equals(sent)) {
                violations.add("track " + track + ": sent " + sent + ", counted " + found);
            }
        });
    }

    private static void checkPoison(
            Truth truth, Map<String, List<ObservedDeadLetter>> deadLetters, List<String> violations) {
        truth.poison().forEach((key, cause) -> {
            List<String> causes = deadLetters.getOrDefault(key, List.of()).stream()
                    .map(ObservedDeadLetter::cause)
                    .toList();
            if (!causes.equals(List.of(cause))) {
                violations.add("poison " + key + ": expected one dead letter " + cause + ", found " + causes);
            }
        });
    }
}
