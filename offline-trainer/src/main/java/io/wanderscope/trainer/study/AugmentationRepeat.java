package io.wanderscope.trainer.study;

import java.util.Map;
import java.util.Objects;

/**
 * One repetition of the experiment of {@link AugmentationStudy}, with a training set, initial weights and test tracks of its own.
 *
 * @param arms accuracy with each training set
 * @param shipped accuracy of the model that the study was given, on the same test tracks
 * @param chosenRight share of the training tracks chosen for their saliency that the plainly trained network answers rightly
 * @param othersRight the same share of the others; NaN if all were chosen
 */
record AugmentationRepeat(
        Map<AugmentationArm, Accuracies> arms, Accuracies shipped, double chosenRight, double othersRight) {
    /** Accuracy by level of {@link NoiseSweep#LEVELS}, for each way of adding the noise. */
    record Accuracies(Map<NoiseSweep, double[]> bySweep) {
        double at(NoiseSweep sweep, int level) {
            return Objects.requireNonNull(bySweep.get(sweep))[level];
        }
    }
}
