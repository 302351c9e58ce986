/**
 * Counts the final results of each acquisition and time window.
 *
 * <p>It reads the labels from their topic, like any other consumer, and knows nothing about tracks and batches.
 */
package io.wanderscope.streaming.composition;
