/**
 * What is kept of a track and what becomes of it: its lifecycle and state, the clock that shows its inactivity, the stores
 * and their layouts, the queue of results that are due, and the window of points that a result is about.
 *
 * <p>Nothing here knows the model or the topics.
 */
@NullMarked
package io.wanderscope.streaming.tracks;

import org.jspecify.annotations.NullMarked;
