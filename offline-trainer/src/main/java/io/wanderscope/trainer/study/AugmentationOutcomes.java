package io.wanderscope.trainer.study;

import io.wanderscope.trainer.study.AugmentationRepeat.Accuracies;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What {@link AugmentationStudy} found in all repetitions; means and intervals are over these. */
record AugmentationOutcomes(List<AugmentationRepeat> repeats) {
    /** A difference between two training sets, and what it is the effect of. */
    enum Effect {
        /** More steps on the same tracks. */
        STEPS("more steps", AugmentationArm.NONE_LONGER, AugmentationArm.NONE),
        /** Rotated tracks among those of as many steps. */
        ROTATION("rotated tracks", AugmentationArm.RANDOM, AugmentationArm.NONE_LONGER),
        /** The choice of the tracks that are rotated. */
        SALIENCY("choice by saliency", AugmentationArm.TARGETED, AugmentationArm.RANDOM),
        /** All three, which is their sum. */
        ALL("all three", AugmentationArm.TARGETED, AugmentationArm.NONE);

        private final String label;
        private final AugmentationArm with;
        private final AugmentationArm without;

        Effect(String label, AugmentationArm with, AugmentationArm without) {
            this.label = label;
            this.with = with;
            this.without = without;
        }

        /** Its cause and the two training sets, for people. */
        String label() {
            return label + " (" + with.label() + " − " + without.label() + ")";
        }
    }

    AugmentationOutcomes {
        repeats = List.copyOf(repeats);
    }

    /** Accuracy with a training set. */
    Mean accuracy(AugmentationArm arm, NoiseSweep sweep, int level) {
        return mean(repeat -> of(repeat, arm).at(sweep, level));
    }

    /** Accuracy of the model that the study was given. */
    Mean shippedAccuracy(NoiseSweep sweep, int level) {
        return mean(repeat -> repeat.shipped().at(sweep, level));
    }

    /** By how much accuracy is larger, paired by repetition. */
    Mean difference(Effect effect, NoiseSweep sweep, int level) {
        return mean(repeat -> difference(repeat, effect, sweep, level));
    }

    /** The same difference, as the mean over all levels. */
    Mean meanDifference(Effect effect, NoiseSweep sweep) {
        return mean(repeat -> IntStream.range(0, NoiseSweep.LEVELS.size())
                .mapToDouble(level -> difference(repeat, effect, sweep, level))
                .average()
                .orElseThrow());
    }

    /** Share of the tracks chosen for their saliency to which the plainly trained network gives the right answer. */
    Mean chosenRight() {
        return mean(AugmentationRepeat::chosenRight);
    }

    /** The same share of the tracks that were not chosen. */
    Mean othersRight() {
        return mean(AugmentationRepeat::othersRight);
    }

    private static double difference(AugmentationRepeat repeat, Effect effect, NoiseSweep sweep, int level) {
        return of(repeat, effect.with).at(sweep, level)
                - of(repeat, effect.without).at(sweep, level);
    }

    private static Accuracies of(AugmentationRepeat repeat, AugmentationArm arm) {
        return Objects.requireNonNull(repeat.arms().get(arm));
    }

    private Mean mean(ToDoubleFunction<AugmentationRepeat> value) {
        return Mean.of(repeats.stream().mapToDouble(value));
    }
}
