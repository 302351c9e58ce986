/**
 * Records on topics: Avro binary in Avro's single-object encoding or in Confluent's frame, and the schema registry that
 * the frame needs.
 *
 * <p>Depends only on the schemas and Kafka's serdes. What a record means is decided in {@code streaming}.
 */
@NullMarked
package io.wanderscope.wire;

import org.jspecify.annotations.NullMarked;
