/**
 * The records on public topics: classes that Avro generates from the schemas in {@code avro}, and the earlier versions
 * of these schemas.
 *
 * <p>Not here: how records are encoded ({@code wire}) and what they mean to the stream ({@code streaming}).
 */
package io.wanderscope.schema;
