package io.wanderscope.wire;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry did not answer, or refused to. Of the record that needed it, nothing is known to be wrong. The
 * message is one line that names {@value SchemaRegistry#URL}, its value and what the registry said.
 */
public final class SchemaRegistryException extends KafkaException {
    private static final long serialVersionUID = 1L;

    SchemaRegistryException(String message) {
        super(message);
    }
}
