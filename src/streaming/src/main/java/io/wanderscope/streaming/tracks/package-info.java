/**
 * What is kept of a track and what becomes of it: its lifecycle, its state, the clock by which it falls silent, the stores
 * and their layout, the queue of results that are due, and the window of points that a result is about.
 *
 * <p>Nothing here knows the model or the topics.
 */
package io.wanderscope.streaming.tracks;
