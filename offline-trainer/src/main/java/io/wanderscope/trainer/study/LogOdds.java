package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.Classification;

/** The logarithm of the odds of a class, which unlike its probability does not lose its digits near 1. */
final class LogOdds {
    private LogOdds() {}

    /** Logarithm of the probability of a class over that of all others. */
    static double of(Classification classification, DiffusionModel model) {
        double others = 0;
        for (DiffusionModel each : DiffusionModel.values()) {
            others += each == model ? 0 : classification.probability(each);
        }
        return Math.log(Math.max(Float.MIN_NORMAL, classification.probability(model)))
                - Math.log(Math.max(Float.MIN_NORMAL, others));
    }
}
