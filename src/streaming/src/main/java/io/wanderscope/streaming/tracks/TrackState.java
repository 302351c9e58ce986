package io.wanderscope.streaming.tracks;

import java.time.Instant;

/**
 * What is kept of a track beside its positions; its size does not depend on the track's length.
 *
 * @param lengthUnit unit of the coordinates, as the first record of the track gave it
 * @param accepted positions taken into the store so far, duplicates not counted
 * @param sinceResult accepted positions since the track was last due
 * @param stored positions in the store of frames from {@code oldestFrame} on
 * @param duplicates positions ignored so far because their frame had one already
 * @param oldestFrame positions of earlier frames have slid out of the window; they stay in the store for as long as a
 *     result that fell due before waits
 * @param revision of the latest due result; 0 before the first
 * @param lastActivity stream time at which the track's latest record arrived, in milliseconds since 1970
 * @param lastHeard what the partition's clock showed then, in milliseconds
 * @param lastOffset where that record lies in its partition
 * @param firstFrame frame of the record that opened the track
 * @param firstTime time of the record that opened the track
 * @param ending whether the FINAL is due, so that nothing is taken in any more
 */
public record TrackState(
        String lengthUnit,
        long accepted,
        long sinceResult,
        long stored,
        long duplicates,
        long oldestFrame,
        int revision,
        long lastActivity,
        long lastHeard,
        long lastOffset,
        long firstFrame,
        Instant firstTime,
        boolean ending) {

    static TrackState opened(String lengthUnit, long frame, Instant time, long streamTime, long heard, long offset) {
        return new TrackState(lengthUnit, 0, 0, 0, 0, 0, 0, streamTime, heard, offset, frame, time, false);
    }

    TrackState active(long streamTime, long heard, long offset) {
        return new TrackState(
                lengthUnit,
                accepted,
                sinceResult,
                stored,
                duplicates,
                oldestFrame,
                revision,
                streamTime,
                heard,
                offset,
                firstFrame,
                firstTime,
                ending);
    }

    TrackState withPosition() {
        return new TrackState(
                lengthUnit,
                accepted + 1,
                sinceResult + 1,
                stored + 1,
                duplicates,
                oldestFrame,
                revision,
                lastActivity,
                lastHeard,
                lastOffset,
                firstFrame,
                firstTime,
                ending);
    }

    TrackState withDuplicate() {
        return new TrackState(
                lengthUnit,
                accepted,
                sinceResult,
                stored,
                duplicates + 1,
                oldestFrame,
                revision,
                lastActivity,
                lastHeard,
                lastOffset,
                firstFrame,
                firstTime,
                ending);
    }

    TrackState slid(long forgotten, long oldestFrameNow) {
        return new TrackState(
                lengthUnit,
                accepted,
                sinceResult,
                stored - forgotten,
                duplicates,
                oldestFrameNow,
                revision,
                lastActivity,
                lastHeard,
                lastOffset,
                firstFrame,
                firstTime,
                ending);
    }

    TrackState liveDue() {
        return due(false);
    }

    TrackState finalDue() {
        return due(true);
    }

    private TrackState due(boolean isFinal) {
        return new TrackState(
                lengthUnit,
                accepted,
                0,
                stored,
                duplicates,
                oldestFrame,
                revision + 1,
                lastActivity,
                lastHeard,
                lastOffset,
                firstFrame,
                firstTime,
                isFinal);
    }

    /** Whether the partition's clock has run past the track's last record by the inactivity or more. */
    boolean isSilent(long elapsed, long inactivity) {
        return elapsed - lastHeard >= inactivity;
    }
}
