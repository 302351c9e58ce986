package io.wanderscope.inference;

/** A file is not a model, or not one that keeps Wanderscope's model contract; the message names what is missing. */
public final class ModelContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which file breaks which part of the contract. */
    public ModelContractException(String message) {
        super(message);
    }

    /** As above, with what ONNX Runtime said. */
    public ModelContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
