package io.wanderscope.streaming.tracks;

import java.time.Instant;

/**
 * An observed position of a track.
 *
 * @param frame from 0
 * @param x finite, in the track's unit of length
 * @param y finite, in the track's unit of length
 * @param time when the frame was exposed
 */
record ObservedPosition(long frame, double x, double y, Instant time) {}
