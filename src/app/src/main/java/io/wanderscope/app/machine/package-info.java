/**
 * What commands need of the machine, checked before they start: a failure that Kafka, RocksDB or ONNX Runtime would
 * report much later, or not at all, becomes a line that names the remedy.
 *
 * <p>Not here: what a cluster must offer, which {@code cluster} checks.
 */
@NullMarked
package io.wanderscope.app.machine;

import org.jspecify.annotations.NullMarked;
