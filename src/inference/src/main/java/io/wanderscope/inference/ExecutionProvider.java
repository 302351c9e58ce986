package io.wanderscope.inference;

/** Where ONNX Runtime is asked to run the model. */
public enum ExecutionProvider {
    /** CUDA where its libraries and a device are there, the CPU otherwise. */
    AUTO,
    /** The CPU. */
    CPU,
    /** CUDA; opening a classifier fails when it cannot be had. */
    CUDA
}
