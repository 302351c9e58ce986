package io.wanderscope.cluster;

/** A Kafka cluster cannot be used as it is. The message is one sentence that says what to change. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
