package io.wanderscope.dashboard.history;

/**
 * What the topics hold of one acquisition, as far as they have been read.
 *
 * @param name of the acquisition
 * @param firstTime of its positions, milliseconds since 1970
 * @param lastTime of its positions, milliseconds since 1970
 * @param positions number of records of positions
 * @param endedTracks number of records of final results; those that are written again after a reset count again
 */
public record Extent(String name, long firstTime, long lastTime, long positions, long endedTracks) {}
