package io.wanderscope.trainer.evaluation;

import java.util.stream.IntStream;

/**
 * What missing frames cost.
 *
 * @param complete results on complete trajectories
 * @param withGaps results on the same trajectories, in the same order, with a fifth of the frames filled by straight lines
 * @param shortened results on the same trajectories, in the same order, cut to as many points as have been observed in those
 *     with gaps
 */
public record GapCost(Evaluation complete, Evaluation withGaps, Evaluation shortened) {
    /**
     * Checks that there are as many of each.
     *
     * @throws IllegalArgumentException if there are not
     */
    public GapCost {
        requireAsMany(complete, "with gaps", withGaps);
        requireAsMany(complete, "shortened", shortened);
    }

    private static void requireAsMany(Evaluation complete, String name, Evaluation others) {
        if (complete.predictions().size() != others.predictions().size()) {
            throw new IllegalArgumentException("there must be as many trajectories " + name + " as complete ones, got "
                    + others.predictions().size() + " and "
                    + complete.predictions().size());
        }
    }

    /** By how much the accuracy falls. */
    public Share accuracyLost() {
        return lostFromComplete(withGaps);
    }

    /** By how much it falls when the missing frames are taken from the end, so that no displacement is lost in between. */
    public Share accuracyLostToLength() {
        return lostFromComplete(shortened);
    }

    private Share lostFromComplete(Evaluation others) {
        return Share.difference(
                onlyCorrectIn(complete, others),
                onlyCorrectIn(others, complete),
                complete.predictions().size());
    }

    private static long onlyCorrectIn(Evaluation one, Evaluation other) {
        return IntStream.range(0, one.predictions().size())
                .filter(index -> one.predictions().get(index).isCorrect()
                        && !other.predictions().get(index).isCorrect())
                .count();
    }
}
