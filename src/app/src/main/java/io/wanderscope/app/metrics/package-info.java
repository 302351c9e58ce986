/**
 * The metrics of a process in Prometheus's format: Wanderscope's own, the Kafka client metrics that an operator needs,
 * and those of the JVM.
 *
 * <p>Not here: the meters themselves, which each part of the program registers and updates.
 */
@NullMarked
package io.wanderscope.app.metrics;

import org.jspecify.annotations.NullMarked;
