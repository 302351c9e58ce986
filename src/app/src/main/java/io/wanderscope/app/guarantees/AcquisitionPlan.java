package io.wanderscope.app.guarantees;

import io.wanderscope.streaming.WireFormat;
import java.time.Instant;

/**
 * What randomised acquisitions follow from.
 *
 * @param seed of everything that is random
 * @param poisonEvery every so many records one is poison, 2 or more
 * @param format how positions are framed
 * @param topic where the records go
 * @param partitions of that topic, 1 or more
 * @param start time of the records begins here; by the end it has run a millisecond a record, and the inactivity
 */
public record AcquisitionPlan(
        long seed, int poisonEvery, WireFormat format, String topic, int partitions, Instant start) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public AcquisitionPlan {
        if (poisonEvery < 2) {
            throw new IllegalArgumentException("one record in 2 or more is poison, got " + poisonEvery);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions are 1 or more, got " + partitions);
        }
    }
}
