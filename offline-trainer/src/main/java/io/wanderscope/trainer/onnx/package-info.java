/**
 * A typed builder of ONNX graphs: tensors that know their element type and rank, operators that know their inputs and
 * attributes. Knows nothing about our network; that is in {@code export}.
 */
package io.wanderscope.trainer.onnx;
