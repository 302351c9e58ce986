package io.wanderscope.inference;

/** A file is not an ONNX model, or breaks Wanderscope's model contract. The message lists every violation. */
public final class ModelContractException extends ModelLoadException {
    private static final long serialVersionUID = 1L;

    ModelContractException(String message) {
        super(message);
    }

    ModelContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
