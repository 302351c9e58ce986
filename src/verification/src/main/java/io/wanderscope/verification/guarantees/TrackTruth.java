package io.wanderscope.verification.guarantees;

/**
 * How many positions of one track were sent.
 *
 * @param accepted positions of distinct frames before the track's end
 * @param duplicates further positions of frames that already had one, before its end
 * @param late positions after its end
 */
public record TrackTruth(long accepted, long duplicates, long late) {}
