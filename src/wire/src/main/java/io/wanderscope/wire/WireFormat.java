package io.wanderscope.wire;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;

/** How the records on the topics are framed. The Avro binary inside is the same in every format. */
public interface WireFormat {
    /**
     * The serde for the values of one record type; a null value stays null. It is thread-safe and needs no closing.
     *
     * <p>The deserializer throws {@link org.apache.kafka.common.errors.SerializationException}, with a message that
     * describes the error, unless the bytes are exactly one record of the type. Both directions throw {@link
     * SchemaRegistryException} when the format needs a registry that does not answer: nothing is wrong with the record,
     * which can be read or written later.
     */
    <T extends SpecificRecordBase> Serde<T> serde(Class<T> type);

    /**
     * Avro's single-object encoding, which needs no registry: the bytes {@code C3 01}, the 8-byte fingerprint of the
     * schema, and the Avro binary. It reads records of the current schemas and of the earlier ones.
     */
    static WireFormat singleObject() {
        return SingleObjectEncoding::serde;
    }

    /**
     * Confluent's frame: the byte {@code 00}, the 4-byte id of the schema in a registry, and the Avro binary. The first
     * record that a serde writes to a topic registers its schema as {@code TOPIC-value}, unless it is there already. It
     * reads records of every registered schema that resolves to the current one. An id that was read or written once
     * needs no registry again.
     */
    static WireFormat registered(SchemaRegistry registry) {
        return new ConfluentFraming(registry, RegistryRetry.standard());
    }
}
