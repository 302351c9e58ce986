package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;

/**
 * Where a track is that counts for the share of a rule. It has two entries: one by its name, and one by the time of its
 * latest result. Sorted by their bytes, those of a rule and an acquisition that have a time lie together, the earliest first.
 *
 * @param byTime whether this is the entry by time
 * @param time stream time of the latest result, milliseconds since 1970; 0 in the entry by name
 */
record ShareKey(boolean byTime, String rule, String acquisition, long time, String track) {
    static ShareKey named(String rule, String acquisition, String track) {
        return new ShareKey(false, rule, acquisition, 0, track);
    }

    static ShareKey timed(String rule, String acquisition, long time, String track) {
        return new ShareKey(true, rule, acquisition, time, track);
    }

    /** Comes before all entries by time, or at a time and later ones; no track has this name. */
    static ShareKey beginning(String rule, String acquisition, long time) {
        return timed(rule, acquisition, time, "");
    }

    static Serde<ShareKey> serde() {
        return BinarySerdes.plain(ShareKey::write, ShareKey::read);
    }

    private ByteBuffer write() {
        byte[] ruleName = BinarySerdes.utf8(rule);
        byte[] acquisitionName = BinarySerdes.utf8(acquisition);
        byte[] trackName = BinarySerdes.utf8(track);
        ByteBuffer buffer = ByteBuffer.allocate(
                1 + 3 * Integer.BYTES + Long.BYTES + ruleName.length + acquisitionName.length + trackName.length);
        buffer.put((byte) (byTime ? 1 : 0));
        BinarySerdes.putText(buffer, ruleName);
        BinarySerdes.putText(buffer, acquisitionName);
        // Bytes are compared without a sign, so that of the earliest time must be the smallest.
        buffer.putLong(time ^ Long.MIN_VALUE);
        return BinarySerdes.putText(buffer, trackName);
    }

    private static ShareKey read(ByteBuffer buffer) {
        boolean byTime = buffer.get() == 1;
        String rule = BinarySerdes.readText(buffer);
        String acquisition = BinarySerdes.readText(buffer);
        long time = buffer.getLong() ^ Long.MIN_VALUE;
        return new ShareKey(byTime, rule, acquisition, time, BinarySerdes.readText(buffer));
    }
}
