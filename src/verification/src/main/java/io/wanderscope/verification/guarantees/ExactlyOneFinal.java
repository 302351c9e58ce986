package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every track that was sent has exactly one final result, and no other track has any. */
record ExactlyOneFinal() implements Guarantee {
    @Override
    public String name() {
        return "exactly one FINAL";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        Map<String, Long> finals =
                observed.finals().stream().collect(Collectors.groupingBy(ObservedResult::key, Collectors.counting()));
        List<String> violations = new ArrayList<>();
        truth.tracks().keySet().forEach(track -> {
            long found = finals.getOrDefault(track, 0L);
            if (found != 1) {
                violations.add("track " + track + " has " + found + " final results");
            }
        });
        finals.keySet().stream()
                .filter(track -> !truth.tracks().containsKey(track))
                .forEach(track -> violations.add("track " + track + " has a final result but was never sent"));
        return violations;
    }
}
