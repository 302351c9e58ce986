/**
 * Classifies trajectories with an ONNX model: a batch of trajectories in; for each the eight probabilities and the
 * Grad-CAM saliency of its points at every residual stage out.
 *
 * <p>The only place that knows ONNX Runtime. What is not here: deciding when a trajectory is classified and in which
 * batch ({@code streaming}), and making the model ({@code offline-trainer}).
 */
package io.wanderscope.inference;
