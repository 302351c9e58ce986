package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A track that counts for the share of a rule.
 *
 * @param time stream time of its latest result, milliseconds since 1970
 * @param matches whether that meets the rule's conditions
 */
record CountedTrack(long time, boolean matches) {
    private static final int LAYOUT = 1;

    static Serde<CountedTrack> serde() {
        return BinarySerdes.versioned(LAYOUT, CountedTrack::write, Map.of(LAYOUT, CountedTrack::read));
    }

    private ByteBuffer write() {
        return BinarySerdes.putNumber(
                ByteBuffer.allocate(1 + BinarySerdes.MAX_NUMBER_BYTES).put((byte) (matches ? 1 : 0)), time);
    }

    private static CountedTrack read(ByteBuffer buffer) {
        boolean matches = buffer.get() == 1;
        return new CountedTrack(BinarySerdes.readNumber(buffer), matches);
    }
}
