package io.wanderscope.trainer.limit;

import java.util.BitSet;

/**
 * Which trajectories of a set a classifier got right.
 *
 * @param correct the indices of those trajectories
 * @param trajectories number of trajectories in the set
 */
public record Answers(BitSet correct, int trajectories) {
    /**
     * A share with its standard error.
     *
     * @param value the share, or a difference of two shares
     * @param standardError its standard error
     */
    public record Share(double value, double standardError) {}

    /** The share of correct answers. */
    public Share accuracy() {
        double share = share(correct);
        return new Share(share, Math.sqrt(share * (1 - share) / trajectories));
    }

    /** By how much this classifier is more accurate than another one on the same trajectories. */
    public Share advantageOver(Answers other) {
        BitSet gained = (BitSet) correct.clone();
        gained.andNot(other.correct);
        BitSet lost = (BitSet) other.correct.clone();
        lost.andNot(correct);
        double difference = share(gained) - share(lost);
        double variance = share(gained) + share(lost) - difference * difference;
        return new Share(difference, Math.sqrt(variance / trajectories));
    }

    private double share(BitSet indices) {
        return (double) indices.cardinality() / trajectories;
    }
}
