package io.wanderscope.app.chaos;

import io.wanderscope.app.guarantees.Observed;
import io.wanderscope.app.guarantees.ObservedResult;
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
record Loss(Instant at, Set<Integer> partitions) {
    /** Copies the set. */
    Loss {
        partitions = Set.copyOf(partitions);
    }

    /** Time until the first result of its partitions, whoever made it; empty when none came. */
    Optional<Duration> takeover(Observed observed) {
        return observed.results().stream()
                .filter(result -> partitions.contains(result.partition()))
                .map(ObservedResult::classified)
                .filter(classified -> classified.isAfter(at))
                .min(Comparator.naturalOrder())
                .map(first -> Duration.between(at, first));
    }
}
