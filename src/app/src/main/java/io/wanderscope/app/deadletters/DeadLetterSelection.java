package io.wanderscope.app.deadletters;

import io.wanderscope.streaming.DeadLetterCause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A selection of dead letters: those that meet every condition.
 *
 * @param causes the causes to select; all causes when empty
 * @param from first offset of each partition of the dead-letter topic to select; all partitions when empty
 * @param since earliest timestamp
 * @param limit maximum number of dead letters, counted in the order of partition and offset; at least 1
 */
public record DeadLetterSelection(
        Set<DeadLetterCause> causes, Map<Integer, Long> from, Optional<Instant> since, OptionalLong limit) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a partition or an offset is negative or the limit is below 1
     */
    public DeadLetterSelection {
        causes = Set.copyOf(causes);
        from = Map.copyOf(from);
        from.forEach((partition, offset) -> {
            if (partition < 0 || offset < 0) {
                throw new IllegalArgumentException(
                        "partitions and offsets start at 0, got " + partition + "@" + offset);
            }
        });
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("at least 1 dead letter must be selected, got " + limit.getAsLong());
        }
    }

    /** Selects every dead letter. */
    public static DeadLetterSelection all() {
        return new DeadLetterSelection(Set.of(), Map.of(), Optional.empty(), OptionalLong.empty());
    }

    boolean includesPartition(int partition) {
        return from.isEmpty() || from.containsKey(partition);
    }

    /** Whether cause and timestamp of the dead letter are selected. */
    boolean includes(DeadLetter letter) {
        boolean ofCause = causes.isEmpty()
                || causes.stream().anyMatch(cause -> cause.name().equals(letter.cause()));
        return ofCause
                && since.map(time -> letter.record().timestamp() >= time.toEpochMilli())
                        .orElse(true);
    }
}
