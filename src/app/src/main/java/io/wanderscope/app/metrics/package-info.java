/**
 * What a process counts and measures, as Prometheus reads it: Wanderscope's own meters, those of Kafka's clients that
 * an operator needs, and the Java machine's.
 *
 * <p>What is not here: counting itself, which is where things happen.
 */
package io.wanderscope.app.metrics;
