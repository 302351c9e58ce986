package io.wanderscope.streaming.population;

import io.wanderscope.streaming.TrackKey;
import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;

/**
 * Identifies a population: an acquisition, and a time window of it or the whole. Sorted by their bytes, earlier windows come
 * first, then whole acquisitions, then tracks that are not yet in any sums.
 *
 * @param windowStart milliseconds since 1970, at least 0; {@link #WHOLE} for the whole acquisition; negative for the place of a
 *     track
 */
record PopulationKey(long windowStart, String acquisition) {
    private static final long WHOLE = Long.MAX_VALUE;

    static PopulationKey whole(String acquisition) {
        return new PopulationKey(WHOLE, acquisition);
    }

    /**
     * Where a track of an acquisition is stored that is not yet in any sums. There is a fixed number of places, which are used
     * again.
     *
     * @param slot from 0
     */
    static PopulationKey pending(String acquisition, long slot) {
        return new PopulationKey(Long.MIN_VALUE + slot, acquisition);
    }

    static Serde<PopulationKey> serde() {
        return BinarySerdes.plain(PopulationKey::write, PopulationKey::read);
    }

    private ByteBuffer write() {
        byte[] name = BinarySerdes.utf8(acquisition);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(windowStart)
                .put(name);
    }

    private static PopulationKey read(ByteBuffer bytes) {
        return new PopulationKey(
                bytes.getLong(), StandardCharsets.UTF_8.decode(bytes).toString());
    }

    boolean isWhole() {
        return windowStart == WHOLE;
    }

    /** Whether it is a time window that starts before a time, in milliseconds since 1970. */
    boolean isWindowBefore(long time) {
        return windowStart >= 0 && windowStart < time;
    }

    /** The record key: the acquisition, and when the window starts if it is one. */
    String text() {
        return isWhole() ? acquisition : acquisition + TrackKey.SEPARATOR + Instant.ofEpochMilli(windowStart);
    }
}
