package io.wanderscope.streaming.tracks;

import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.TrackKey;

/**
 * A result that is due. It is fixed when it falls due, so it does not depend on how long it waits for its batch.
 *
 * @param sequence its place in the order in which the partition's results fell due, from 0
 * @param track its track
 * @param status LIVE or FINAL
 * @param revision counts the track's results, from 1
 * @param accepted number of accepted positions, counted from the first, that the result covers
 * @param duplicates how many duplicates of the track had been ignored when it fell due
 * @param streamTime stream time of the track's latest record, and the timestamp of the result's records; milliseconds
 *     since 1970
 * @param dueSince wall-clock time when it fell due, milliseconds since 1970
 */
public record DueResult(
        long sequence,
        TrackKey track,
        ResultStatus status,
        int revision,
        long accepted,
        long duplicates,
        long streamTime,
        long dueSince) {

    static DueResult of(long sequence, TrackKey track, ResultStatus status, TrackState state, long now) {
        return new DueResult(
                sequence,
                track,
                status,
                state.progress().revision(),
                state.counts().accepted(),
                state.counts().duplicates(),
                state.activity().streamTime(),
                now);
    }

    boolean isFinal() {
        return status == ResultStatus.FINAL;
    }
}
