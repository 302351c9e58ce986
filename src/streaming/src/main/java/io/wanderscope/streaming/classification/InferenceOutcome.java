package io.wanderscope.streaming.classification;

import io.wanderscope.inference.Classification;
import java.util.Optional;

/**
 * What the model made of one trajectory.
 *
 * @param classification empty when it made nothing usable
 * @param failure why not, in one line; empty text where there is a classification
 */
record InferenceOutcome(Optional<Classification> classification, String failure) {
    static InferenceOutcome of(Classification classification) {
        return new InferenceOutcome(Optional.of(classification), "");
    }

    static InferenceOutcome failed(String failure) {
        return new InferenceOutcome(Optional.empty(), failure);
    }
}
