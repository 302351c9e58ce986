package io.wanderscope.verification;

import io.wanderscope.streaming.LiveWhenBehind;
import java.time.Duration;
import org.apache.kafka.streams.GroupProtocol;

/**
 * How long faults are injected, and how many.
 *
 * @param duration minimum time for which faults are injected
 * @param kills minimum number of instances that are killed, 0 or more
 * @param positionsPerSecond records sent per second, 1 to 100,000
 * @param interval mean time from one fault to the next
 * @param brokers number of brokers, 1 or 3
 * @param seed of the random records and faults
 * @param behind the setting {@code live.when.behind} of the instances
 * @param protocol the setting {@code group.protocol} of the instances
 * @param localisations whether localisations are sent, which the instances link, and not positions
 * @param rules whether the instances have rules, whose triggers are checked
 */
public record ChaosPlan(
        Duration duration,
        int kills,
        int positionsPerSecond,
        Duration interval,
        int brokers,
        long seed,
        LiveWhenBehind behind,
        GroupProtocol protocol,
        boolean localisations,
        boolean rules) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public ChaosPlan {
        if (kills < 0) {
            throw new IllegalArgumentException("kills must be 0 or more, got " + kills);
        }
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("brokers must be 1 or 3, got " + brokers);
        }
        if (positionsPerSecond < 1 || positionsPerSecond > 100_000) {
            throw new IllegalArgumentException(
                    "positions per second must be from 1 to 100000, got " + positionsPerSecond);
        }
    }
}
