package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;

/**
 * How many tracks of an acquisition count for the share of a rule.
 *
 * @param tracks that count
 * @param matching of these, those that meet the rule's conditions
 * @param from stream time before which no result counts, milliseconds since 1970; some whose result came before may
 *     still be stored
 * @param earliest no track is stored whose result came before this stream time, milliseconds since 1970
 */
record ShareCount(long tracks, long matching, long from, long earliest) {
    static final ShareCount NONE = new ShareCount(0, 0, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Bytes that {@link #put} writes at most. */
    static final int MAXIMUM_BYTES = 4 * BinarySerdes.MAX_NUMBER_BYTES;

    ShareCount with(CountedTrack track) {
        return new ShareCount(tracks + 1, matching + (track.matches() ? 1 : 0), from, Math.min(earliest, track.time()));
    }

    ShareCount without(CountedTrack track) {
        return new ShareCount(tracks - 1, matching - (track.matches() ? 1 : 0), from, earliest);
    }

    ShareCount withFrom(long time) {
        return new ShareCount(tracks, matching, time, earliest);
    }

    ShareCount withEarliest(long time) {
        return new ShareCount(tracks, matching, from, time);
    }

    /** Whether tracks may still be stored that no longer count. */
    boolean hasRemains() {
        return earliest < from;
    }

    /** Of the tracks that count, the part that meets the conditions, 0 to 1; 0 if none counts. */
    double share() {
        return tracks == 0 ? 0 : (double) matching / tracks;
    }

    ByteBuffer put(ByteBuffer buffer) {
        BinarySerdes.putNumber(buffer, tracks);
        BinarySerdes.putNumber(buffer, matching);
        BinarySerdes.putNumber(buffer, from);
        return BinarySerdes.putNumber(buffer, earliest);
    }

    static ShareCount read(ByteBuffer buffer) {
        return new ShareCount(
                BinarySerdes.readNumber(buffer),
                BinarySerdes.readNumber(buffer),
                BinarySerdes.readNumber(buffer),
                BinarySerdes.readNumber(buffer));
    }

    /** What was written when all tracks that were stored counted. */
    static ShareCount readWithoutFrom(ByteBuffer buffer) {
        return new ShareCount(
                BinarySerdes.readNumber(buffer),
                BinarySerdes.readNumber(buffer),
                Long.MIN_VALUE,
                BinarySerdes.readNumber(buffer));
    }
}
