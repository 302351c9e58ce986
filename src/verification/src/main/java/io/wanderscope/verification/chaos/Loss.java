package io.wanderscope.verification.chaos;

import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.ObservedResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * The loss of an instance that was killed.
 *
 * @param at when it was killed
 * @param partitions what it owned; none while the group was being rebalanced
 */
public record Loss(Instant at, Set<Integer> partitions) {
    /** Copies the set. */
    public Loss {
        partitions = Set.copyOf(partitions);
    }

    /** Whether the instance owned partitions. */
    public boolean interruptedWork() {
        return !partitions.isEmpty();
    }

    /** Time until the first result of its partitions, from any instance; empty when there was none. */
    public Optional<Duration> takeover(Observed observed) {
        return observed.results().stream()
                .filter(result -> partitions.contains(result.partition()))
                .map(ObservedResult::classified)
                .filter(classified -> classified.isAfter(at))
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(at, first));
    }
}
