package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * How long the conditions of a rule have held without a break, for a track or for an acquisition. There is an event when
 * they have held for as long as the rule asks, and no further one before they fail and hold again.
 *
 * @param since time from which they hold, milliseconds since 1970; empty if they do not
 * @param told whether there was an event since then
 * @param events how many events there were so far
 */
record Holding(OptionalLong since, boolean told, int events) {
    static final Holding NEVER = new Holding(OptionalLong.empty(), false, 0);

    /** Bytes that {@link #put} writes at most. */
    static final int MAXIMUM_BYTES = 1 + 2 * BinarySerdes.MAX_NUMBER_BYTES;

    private static final int HOLDS = 1;
    private static final int TOLD = 2;

    /**
     * After a further result. If it makes an event, there is one more than before.
     *
     * @param holds whether the conditions hold with it
     * @param time its time, that of the track's last position or, of an acquisition, stream time, milliseconds since 1970
     * @param required how long they must hold, milliseconds
     */
    Holding after(boolean holds, long time, long required) {
        if (!holds) {
            return new Holding(OptionalLong.empty(), false, events);
        }
        long from = Math.min(since.orElse(time), time);
        boolean isEvent = !told && time - from >= required;
        return new Holding(OptionalLong.of(from), told || isEvent, isEvent ? events + 1 : events);
    }

    ByteBuffer put(ByteBuffer buffer) {
        buffer.put((byte) ((since.isPresent() ? HOLDS : 0) | (told ? TOLD : 0)));
        BinarySerdes.putNumber(buffer, events);
        return BinarySerdes.putNumber(buffer, since.orElse(0));
    }

    static Holding read(ByteBuffer buffer) {
        int flags = buffer.get();
        int events = (int) BinarySerdes.readNumber(buffer);
        long since = BinarySerdes.readNumber(buffer);
        return new Holding(
                (flags & HOLDS) == 0 ? OptionalLong.empty() : OptionalLong.of(since), (flags & TOLD) != 0, events);
    }
}
