/**
 * The metrics of a process in Prometheus's format: Wanderscope's own, the Kafka client metrics that an operator needs,
 * and those of the JVM.
 *
 * <p>Each part of the program registers and updates its own meters; here they are only gathered.
 */
@NullMarked
package io.wanderscope.app.metrics;

import org.jspecify.annotations.NullMarked;
