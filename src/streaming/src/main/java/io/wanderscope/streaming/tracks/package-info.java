/**
 * Tracks: their lifecycle and state, the clock that measures their inactivity, what is in memory of them, the stores and
 * their layouts, the queue of due results, and the window of points that a result covers.
 *
 * <p>Nothing here depends on the model or on topics. Positions arrive from, and rejections are sent by, {@link
 * io.wanderscope.streaming.classification.TrajectoryProcessor}.
 */
@NullMarked
package io.wanderscope.streaming.tracks;

import org.jspecify.annotations.NullMarked;
