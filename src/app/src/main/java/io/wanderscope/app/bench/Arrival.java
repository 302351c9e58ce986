package io.wanderscope.app.bench;

import java.util.OptionalLong;

/**
 * A committed label that was read.
 *
 * @param acquisition name of its acquisition
 * @param track number of its track within the acquisition
 * @param firstFrame first of the classified points
 * @param points number of classified points
 * @param isClassified whether the model has run on it
 * @param sent when its last position was due to be sent, in nanoseconds of the program's clock; empty when that did not
 *     matter
 * @param read when it was read, on the same clock
 */
record Arrival(
        String acquisition, int track, int firstFrame, int points, boolean isClassified, OptionalLong sent, long read) {
    /** Whether its last position was due at this moment or later. */
    boolean isSentSince(long nanos) {
        return sent.isPresent() && sent.getAsLong() - nanos >= 0;
    }

    /**
     * From when the last position was due to be sent to reading the label, in milliseconds.
     *
     * @throws java.util.NoSuchElementException when it is not known
     */
    double latency() {
        return (read - sent.orElseThrow()) / 1e6;
    }
}
