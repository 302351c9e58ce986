/**
 * Classifies trajectories with an ONNX model. A batch of trajectories goes in; for each, the probabilities of the eight
 * models, the anomalous exponent and, if asked for, the Grad-CAM saliency of every point at every residual stage come out.
 *
 * <p>The only package that runs ONNX Runtime. Not here: when a trajectory is classified and in which batch ({@code
 * streaming}), and how the model is trained and exported ({@code offline-trainer}).
 */
@NullMarked
package io.wanderscope.inference;

import org.jspecify.annotations.NullMarked;
