/**
 * Makes the model: simulates trajectories, trains the residual network with DL4J, evaluates it through ONNX Runtime,
 * and exports one ONNX file whose graph holds preprocessing, network and Grad-CAM.
 *
 * <p>The only place that knows DL4J. Nothing that runs during an experiment depends on it.
 */
package io.wanderscope.trainer;
