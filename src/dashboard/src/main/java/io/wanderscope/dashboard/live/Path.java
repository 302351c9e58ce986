package io.wanderscope.dashboard.live;

/**
 * Points of a track. The arrays are fresh copies and must not be changed.
 *
 * @param frames ascending
 * @param x horizontal coordinates, in the acquisition's unit of length
 * @param y vertical coordinates, in the acquisition's unit of length
 */
@SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
public record Path(long[] frames, double[] x, double[] y) {}
