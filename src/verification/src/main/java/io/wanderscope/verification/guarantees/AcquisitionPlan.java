package io.wanderscope.verification.guarantees;

import io.wanderscope.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;

/**
 * The parameters of randomised acquisitions.
 *
 * @param seed seed of everything random
 * @param poisonEvery interval of poison records: every n-th record is poison, 2 or more
 * @param format how positions are framed
 * @param topic where the records go
 * @param partitions partitions of that topic, 1 or more
 * @param start timestamp of the first record. It should be within the last hours: a broker that restarts forgets the
 *     state of producers whose records are older than a day, and accepts what they send again as new
 * @param tick time from one record to the next
 */
public record AcquisitionPlan(
        long seed, int poisonEvery, WireFormat format, String topic, int partitions, Instant start, Duration tick) {
    /** Number of records among which every open track almost certainly has one. */
    private static final int SILENT_RECORDS = 3_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public AcquisitionPlan {
        if (poisonEvery < 2) {
            throw new IllegalArgumentException("poisonEvery must be 2 or more, got " + poisonEvery);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be 1 or more, got " + partitions);
        }
    }

    /** How long a track must be silent to have ended. Configure it as the inactivity in stream time. */
    public Duration inactivity() {
        return inactivity(tick);
    }

    /** The same for any plan with this tick. */
    public static Duration inactivity(Duration tick) {
        return tick.multipliedBy(SILENT_RECORDS);
    }
}
