package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackIdentity;

/**
 * A result that a track is owed. It is fixed when it falls due, so that what comes out does not depend on how long it
 * waited for its batch.
 *
 * @param sequence place in the order in which results fell due in this partition, from 0
 * @param track whose result
 * @param status LIVE or FINAL
 * @param revision of the result, from 1
 * @param accepted how many of the track's accepted positions the result is about: those that came first
 * @param duplicates how many of its positions had been ignored as duplicates by then
 * @param streamTime stream time of the last of them, the timestamp of the result's records; milliseconds since 1970
 * @param dueSince wall-clock time at which it fell due, milliseconds since 1970
 */
public record DueResult(
        long sequence,
        TrackIdentity track,
        ResultStatus status,
        int revision,
        long accepted,
        long duplicates,
        long streamTime,
        long dueSince) {

    boolean isFinal() {
        return status == ResultStatus.FINAL;
    }
}
