/**
 * Makes the model: simulates trajectories, trains the residual network with DL4J, exports one ONNX file whose graph
 * contains preprocessing, network, calibration and Grad-CAM, and evaluates that file through ONNX Runtime.
 *
 * <p>Everything is in the packages below, and the program starts in {@code command}. Imports run one way:
 *
 * <pre>
 *   network ← configuration ← data ← training, evaluation ← export ← command
 *                                    evaluation ← report           ← command
 * </pre>
 *
 * <p>{@code onnx} (building ONNX graphs) and {@code files} know none of the others. This module alone knows DL4J;
 * nothing that runs during an experiment depends on it.
 */
package io.wanderscope.trainer;
