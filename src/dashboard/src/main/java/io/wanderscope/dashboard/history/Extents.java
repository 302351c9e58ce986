package io.wanderscope.dashboard.history;

import java.util.List;

/**
 * Acquisitions that the topics hold.
 *
 * @param acquisitions those that were asked for, the one with the latest position first
 * @param matching number of acquisitions that match, listed or not
 * @param complete whether the topics have been read from their beginning, so that no acquisition is missing
 * @param leftOut why acquisitions may be missing, in a sentence; empty if none is
 */
public record Extents(List<Extent> acquisitions, int matching, boolean complete, String leftOut) {}
