/**
 * Writes a trained network as one ONNX file that keeps the model contract: preprocessing, masking, the network, softmax
 * and the backward pass that Grad-CAM needs are nodes of its graph.
 *
 * <p>What is not here: training, and running the file ({@code inference}).
 */
package io.wanderscope.trainer.export;
