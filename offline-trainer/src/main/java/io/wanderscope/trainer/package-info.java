/**
 * Makes the model: simulates trajectories, trains the residual network with DL4J, exports one ONNX file whose graph
 * contains preprocessing, network, calibration and Grad-CAM, and evaluates that file through ONNX Runtime.
 *
 * <p>All code is in the packages below; the entry point is in {@code command}. Imports run one way:
 *
 * <pre>
 *   network ← configuration ← data ← training, evaluation ← export ← command
 *                                    evaluation ← report ← study   ← command
 *                               data ← limit                       ← command
 * </pre>
 *
 * <p>Training sees simulations only. {@code study} and {@code command} alone read tracking files, with {@code src/tracks}.
 *
 * <p>{@code onnx}, which builds ONNX graphs, {@code files} and {@code workers}, which words errors, import none of the others. No other module knows DL4J,
 * and nothing that runs during an experiment depends on this one.
 */
@NullMarked
package io.wanderscope.trainer;

import org.jspecify.annotations.NullMarked;
