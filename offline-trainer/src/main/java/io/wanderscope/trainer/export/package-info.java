/**
 * Exports a trained network as one ONNX file that satisfies the model contract. {@code OnnxExport} assembles the graph;
 * each part has a class: masks, input channels, forward pass, calibration, exponent, Grad-CAM. {@code ModelFile}
 * calibrates and tests the model before it writes the file.
 *
 * <p>What is not here: building ONNX graphs in general ({@code onnx}) and running the file
 * ({@code io.wanderscope.inference}).
 */
@NullMarked
package io.wanderscope.trainer.export;

import org.jspecify.annotations.NullMarked;
