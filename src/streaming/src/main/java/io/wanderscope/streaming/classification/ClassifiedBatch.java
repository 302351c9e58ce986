package io.wanderscope.streaming.classification;

import java.time.Instant;
import java.util.List;

/**
 * What the model said of a batch.
 *
 * @param outcomes of each trajectory, in the same order
 * @param classified when the model was done with it
 */
record ClassifiedBatch(List<InferenceOutcome> outcomes, Instant classified) {}
