package io.wanderscope.app.deadletters;

import io.wanderscope.streaming.DeadLetterCause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which dead letters are meant: those that every part of it admits.
 *
 * @param causes of any of these causes; of any cause at all when empty
 * @param from first offset of each partition of the dead-letter topic that is meant; all partitions when empty
 * @param since with this timestamp or a later one
 * @param limit the first so many of them, in the order of partition and offset; at least 1
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
                        "partitions and offsets begin with 0, got " + partition + "@" + offset);
            }
        });
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("at least 1 dead letter is selected, got " + limit.getAsLong());
        }
    }

    /** All of them. */
    public static DeadLetterSelection all() {
        return new DeadLetterSelection(Set.of(), Map.of(), Optional.empty(), OptionalLong.empty());
    }

    boolean admitsPartition(int partition) {
        return from.isEmpty() || from.containsKey(partition);
    }

    /** Whether it admits the dead letter, its place and the limit aside. */
    boolean admits(DeadLetter letter) {
        boolean ofCause = causes.isEmpty()
                || causes.stream().anyMatch(cause -> cause.name().equals(letter.cause()));
        return ofCause
                && since.map(time -> letter.record().timestamp() >= time.toEpochMilli())
                        .orElse(true);
    }
}
