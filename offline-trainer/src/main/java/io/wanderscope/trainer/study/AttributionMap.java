package io.wanderscope.trainer.study;

/**
 * What a method says about the points of a trajectory.
 *
 * @param method name of the method, for people
 * @param weights how much each point counts towards the answer; if the method has signs, positive is evidence for it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AttributionMap(String method, double[] weights) {}
