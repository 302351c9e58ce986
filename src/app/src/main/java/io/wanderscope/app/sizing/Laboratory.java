package io.wanderscope.app.sizing;

import java.util.OptionalDouble;

/**
 * What a cluster is sized for.
 *
 * @param microscopes number that record at once, 1 to 1,000,000
 * @param retentionDays how long positions and results are kept, above 0, at most 3,650
 * @param cardLabels labels per second of one graphics card, above 0 and below 1e9; empty to run the model on the CPU
 */
public record Laboratory(int microscopes, double retentionDays, OptionalDouble cardLabels) {
    /** Positions per second of one microscope. */
    public static final int POSITIONS_PER_SECOND = 2_300;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names the option that gives it
     */
    public Laboratory {
        if (microscopes < 1 || microscopes > 1_000_000) {
            throw new IllegalArgumentException("--plan must be from 1 to 1000000 microscopes, got " + microscopes);
        }
        if (!(retentionDays > 0 && retentionDays <= 3_650)) {
            throw new IllegalArgumentException(
                    "--retention must be above 0 and at most 3650 days, got " + retentionDays);
        }
        if (cardLabels.isPresent() && !(cardLabels.getAsDouble() > 0 && cardLabels.getAsDouble() < 1e9)) {
            throw new IllegalArgumentException(
                    "--card must be above 0 and below 1000000000 labels per second, got " + cardLabels.getAsDouble());
        }
    }

    /** Positions per second of all microscopes. */
    double positions() {
        return (double) microscopes * POSITIONS_PER_SECOND;
    }
}
