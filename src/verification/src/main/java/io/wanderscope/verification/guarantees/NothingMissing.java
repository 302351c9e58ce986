package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * At least as many positions are counted as were sent, in one of their track's final results or as dead letters. Every
 * track has a final result based on all the positions that it should be based on, and every poison record is a dead
 * letter with the right cause. This is weaker than {@link NothingLost}: a position counted twice may hide a missing
 * duplicate.
 */
record NothingMissing() implements Guarantee {
    @Override
    public String name() {
        return "nothing missing";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        Map<String, Set<ObservedDeadLetter>> rejected = new HashMap<>();
        observed.rejections()
                .forEach(each -> rejected.computeIfAbsent(each.key(), key -> new HashSet<>())
                        .add(each));
        List<String> violations = new ArrayList<>();
        checkTracks(truth, observed, rejected, violations);
        truth.poison().forEach((key, cause) -> {
            if (rejected.getOrDefault(key, Set.of()).stream()
                    .noneMatch(each -> each.cause().equals(cause))) {
                violations.add("poison " + key + ": no dead letter " + cause);
            }
        });
        return violations;
    }

    private static void checkTracks(
            Truth truth, Observed observed, Map<String, Set<ObservedDeadLetter>> rejected, List<String> violations) {
        Map<String, Long> counted = new HashMap<>();
        Map<String, Long> accepted = new HashMap<>();
        observed.finals().forEach(result -> {
            counted.merge(result.key(), result.positions() + result.duplicates(), Math::max);
            accepted.merge(result.key(), result.positions(), Math::max);
        });
        truth.tracks().forEach((track, sent) -> {
            long found = counted.getOrDefault(track, 0L)
                    + rejected.getOrDefault(track, Set.of()).size();
            if (accepted.getOrDefault(track, 0L) != sent.accepted()) {
                violations.add("track " + track + ": sent " + sent + ", but its best final result is based on "
                        + accepted.getOrDefault(track, 0L));
            }
            if (found < sent.accepted() + sent.duplicates() + sent.late()) {
                violations.add("track " + track + ": sent " + sent + ", counted " + found);
            }
        });
    }
}
