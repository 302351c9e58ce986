package io.wanderscope.verification.guarantees;

import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;

/**
 * What randomised acquisitions follow from.
 *
 * @param seed of everything that is random
 * @param poisonEvery every so many records one is poison, 2 or more
 * @param format how positions are framed
 * @param topic where the records go
 * @param partitions of that topic, 1 or more
 * @param start timestamp of the first record. Give a time of the last hours: of producers whose records are older than a
 *     day, a broker that restarts forgets what it has, and takes what they send again for new
 * @param tick time from one record to the next
 */
public record AcquisitionPlan(
        long seed, int poisonEvery, WireFormat format, String topic, int partitions, Instant start, Duration tick) {
    /** In how many records each of the open tracks has one, with a probability that leaves no doubt. */
    private static final int SILENT_RECORDS = 3_000;

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

    /** How long a track must be silent to have ended: set it as the inactivity in stream time. */
    public Duration inactivity() {
        return inactivity(tick);
    }

    /** The same for any plan with this tick. */
    public static Duration inactivity(Duration tick) {
        return tick.multipliedBy(SILENT_RECORDS);
    }
}
