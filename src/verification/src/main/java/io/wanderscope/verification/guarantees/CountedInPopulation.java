package io.wanderscope.verification.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The last population of each acquisition has every track that ended with enough points: once if each is counted exactly once,
 * and at least once otherwise.
 *
 * @param isExactlyOnce whether no track may be counted twice
 */
record CountedInPopulation(boolean isExactlyOnce) implements Guarantee {
    @Override
    public String name() {
        return "in the population";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        Map<String, Long> ended = observed.endedTracks();
        Map<String, Long> counted = observed.countedTracks();
        Set<String> acquisitions = new TreeSet<>(ended.keySet());
        acquisitions.addAll(counted.keySet());
        List<String> violations = new ArrayList<>();
        for (String acquisition : acquisitions) {
            long expected = ended.getOrDefault(acquisition, 0L);
            long found = counted.getOrDefault(acquisition, 0L);
            if (found < expected || (isExactlyOnce && found > expected)) {
                violations.add("of " + expected + " ended tracks of the acquisition " + acquisition
                        + ", its population has " + found);
            }
        }
        return violations;
    }
}
