package io.wanderscope.inference;

/** Where ONNX Runtime is asked to run the model; {@link Provider} says where it does run. */
public enum ExecutionProvider {
    /** CUDA if its libraries and a device are present, otherwise the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** CUDA; a classifier cannot be opened where CUDA is unavailable. */
    CUDA
}
