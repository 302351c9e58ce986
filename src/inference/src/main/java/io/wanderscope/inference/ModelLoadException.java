package io.wanderscope.inference;

/**
 * A model cannot be loaded: its file is missing or unreadable, ONNX Runtime or the execution provider is unavailable, or
 * the file breaks the contract ({@link ModelContractException}). The message says what is wrong and what to do.
 */
public class ModelLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelLoadException(String message) {
        super(message);
    }

    ModelLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
