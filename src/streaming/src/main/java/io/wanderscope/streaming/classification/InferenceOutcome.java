package io.wanderscope.streaming.classification;

import io.wanderscope.inference.Classification;
import io.wanderscope.schema.UndeterminedReason;
import java.util.Optional;

/**
 * The outcome for one trajectory: a classification, or a reason why there is none.
 *
 * @param classification empty if there is none
 * @param reason why there is no classification; empty if there is one
 * @param failure the model's error, in one line; empty if the model did not fail
 */
record InferenceOutcome(Optional<Classification> classification, Optional<UndeterminedReason> reason, String failure) {

    static InferenceOutcome of(Classification classification) {
        return new InferenceOutcome(Optional.of(classification), Optional.empty(), "");
    }

    /** The trajectory is not given to the model. */
    static InferenceOutcome skipped(UndeterminedReason reason) {
        return new InferenceOutcome(Optional.empty(), Optional.of(reason), "");
    }

    /** The model failed on the trajectory. */
    static InferenceOutcome failed(String failure) {
        return new InferenceOutcome(Optional.empty(), Optional.of(UndeterminedReason.INFERENCE_FAILED), failure);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }
}
