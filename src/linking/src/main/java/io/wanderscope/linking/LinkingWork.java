package io.wanderscope.linking;

/**
 * What it took to link a frame, whatever the machine.
 *
 * @param pairs pairs of a track and a localisation that were compared
 * @param candidates pairs that a link was considered for
 * @param steps costs that the assignment looked at, each as often as it did
 */
public record LinkingWork(long pairs, long candidates, long steps) {}
