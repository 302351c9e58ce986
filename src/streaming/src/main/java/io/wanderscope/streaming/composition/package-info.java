/**
 * Counts the FINALs of each acquisition and time window.
 *
 * <p>It reads the labels from their topic, as any other consumer does, and knows nothing of tracks and batches.
 */
package io.wanderscope.streaming.composition;
