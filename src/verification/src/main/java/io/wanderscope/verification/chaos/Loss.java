package io.wanderscope.verification.chaos;

import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.ObservedResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * An instance was killed.
 *
 * @param at when
 * @param partitions that it had; none when the group was between two assignments
 */
public record Loss(Instant at, Set<Integer> partitions) {
    /** Copies the set. */
    public Loss {
        partitions = Set.copyOf(partitions);
    }

    /** Time until the first result of its partitions, whoever made it; empty when none came. */
    public Optional<Duration> takeover(Observed observed) {
        return observed.results().stream()
                .filter(result -> partitions.contains(result.partition()))
                .map(ObservedResult::classified)
                .filter(classified -> classified.isAfter(at))
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(at, first));
    }
}
