/**
 * A typed builder of ONNX graphs: tensors that know their element type and rank, operators that know their inputs and
 * attributes. What is not here: the graph of our network ({@code export}).
 */
@NullMarked
package io.wanderscope.trainer.onnx;

import org.jspecify.annotations.NullMarked;
