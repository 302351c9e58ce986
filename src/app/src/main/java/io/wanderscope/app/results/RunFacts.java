package io.wanderscope.app.results;

import io.wanderscope.inference.ModelDescription;
import io.wanderscope.streaming.StreamSettings;

/**
 * With what the results of a run were computed.
 *
 * @param version that of the program, such as {@code wanderscope 0.1.0}
 * @param settings as they were in use, within what the model accepts
 * @param stage name of the residual stage whose saliency colours the pictures
 */
public record RunFacts(String version, ModelDescription model, StreamSettings settings, String stage) {}
