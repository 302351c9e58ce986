package io.wanderscope.trainer.limit;

import io.wanderscope.trainer.evaluation.Share;
import java.util.BitSet;

/**
 * Which trajectories of a set a classifier got right.
 *
 * @param correct the indices of those trajectories
 * @param trajectories number of trajectories in the set
 */
public record Answers(BitSet correct, int trajectories) {
    /** The share of correct answers. */
    public Share accuracy() {
        return Share.of(correct.cardinality(), trajectories);
    }

    /** By how much this classifier is more accurate than another one on the same trajectories. */
    public Share advantageOver(Answers other) {
        BitSet gained = (BitSet) correct.clone();
        gained.andNot(other.correct);
        BitSet lost = (BitSet) other.correct.clone();
        lost.andNot(correct);
        return Share.difference(gained.cardinality(), lost.cardinality(), trajectories);
    }
}
