package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every track that was sent has at least one final result, and no other track has any. */
record AtLeastOneFinal() implements Guarantee {
    @Override
    public String name() {
        return "at least one FINAL";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        Set<String> ended = new HashSet<>();
        observed.finals().forEach(result -> ended.add(result.key()));
        List<String> violations = new ArrayList<>();
        truth.tracks().keySet().stream()
                .filter(track -> !ended.contains(track))
                .forEach(track -> violations.add("track " + track + " has no final result"));
        ended.stream()
                .filter(track -> !truth.tracks().containsKey(track))
                .forEach(track -> violations.add("track " + track + " has a final result but was never sent"));
        return violations;
    }
}
