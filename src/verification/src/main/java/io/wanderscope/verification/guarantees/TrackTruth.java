package io.wanderscope.verification.guarantees;

/**
 * What was sent of one track.
 *
 * @param accepted positions of different frames before its end
 * @param duplicates positions of a frame that had one, before its end
 * @param late positions after its end
 */
public record TrackTruth(long accepted, long duplicates, long late) {}
