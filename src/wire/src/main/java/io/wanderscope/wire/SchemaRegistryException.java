package io.wanderscope.wire;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry did not answer, or rejected the request; nothing is known to be wrong with the record. The
 * message is one line that names {@value SchemaRegistry#URL}, its value and the registry's answer.
 */
public final class SchemaRegistryException extends KafkaException {
    private static final long serialVersionUID = 1L;

    SchemaRegistryException(String message) {
        super(message);
    }
}
