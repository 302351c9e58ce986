/**
 * How fast the program is on this machine: a stream under load, its latency and its costs, and beside it the engine and
 * Kafka Streams alone. It is the source of every figure of speed in the documents.
 *
 * <p>Not here: what follows from the figures for a laboratory, which is in {@code sizing}; whether results are right, which
 * is the module {@code verification}; and benchmarks of single classes, which lie beside those classes.
 */
@NullMarked
package io.wanderscope.app.bench;

import org.jspecify.annotations.NullMarked;
