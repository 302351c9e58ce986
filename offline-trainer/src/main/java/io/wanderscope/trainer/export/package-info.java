/**
 * Exports a trained network as one ONNX file that satisfies the model contract. {@code OnnxExport} assembles the graph;
 * each part of it has a file: masks, input channels, forward pass, calibration, exponent, Grad-CAM. {@code ModelFile}
 * calibrates and tests the model before it writes the file.
 *
 * <p>Building graphs in general is in {@code onnx}; running the file is in the module {@code inference}.
 */
package io.wanderscope.trainer.export;
