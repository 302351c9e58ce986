/**
 * Records on topics: Avro binary, its single-object encoding, Confluent's frame, and the schema registry behind it.
 *
 * <p>Knows the schemas and Kafka's serdes only. What a record means is not decided here; the topology is in {@code
 * streaming}.
 */
package io.wanderscope.wire;
