package io.wanderscope.inference;

/** The requested execution provider; {@link Provider} is the one in use. */
public enum ExecutionProvider {
    /** CUDA if its libraries and a device are present, otherwise the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** CUDA; a classifier cannot be opened where CUDA is unavailable. */
    CUDA
}
