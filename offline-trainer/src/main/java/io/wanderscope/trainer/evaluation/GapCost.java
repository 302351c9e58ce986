package io.wanderscope.trainer.evaluation;

import java.util.stream.IntStream;

/**
 * What missing frames cost.
 *
 * @param complete results on complete trajectories
 * @param withGaps results on the same trajectories, in the same order, with a fifth of the frames filled by straight lines
 */
public record GapCost(Evaluation complete, Evaluation withGaps) {
    /**
     * Checks that there are as many of both.
     *
     * @throws IllegalArgumentException if there are not
     */
    public GapCost {
        if (complete.predictions().size() != withGaps.predictions().size()) {
            throw new IllegalArgumentException("there must be as many trajectories with gaps as complete ones, got "
                    + withGaps.predictions().size() + " and "
                    + complete.predictions().size());
        }
    }

    /** By how much the accuracy falls. */
    public Share accuracyLost() {
        return Share.difference(
                onlyCorrectIn(complete, withGaps),
                onlyCorrectIn(withGaps, complete),
                complete.predictions().size());
    }

    private static long onlyCorrectIn(Evaluation one, Evaluation other) {
        return IntStream.range(0, one.predictions().size())
                .filter(index -> one.predictions().get(index).isCorrect()
                        && !other.predictions().get(index).isCorrect())
                .count();
    }
}
