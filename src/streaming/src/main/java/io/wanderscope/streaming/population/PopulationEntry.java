package io.wanderscope.streaming.population;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * A value of the store of populations. Sums and the tracks that are not yet in them share a store, so that after a crash under
 * at-least-once the tracks in it are those of no later moment than the sums.
 */
sealed interface PopulationEntry permits PopulationSums, PendingTrack {
    int LAYOUT_OF_SUMS = 1;
    int LAYOUT_OF_PENDING = 2;

    static Serde<PopulationEntry> serde() {
        return BinarySerdes.versioned(
                PopulationEntry::layout,
                PopulationEntry::write,
                Map.of(LAYOUT_OF_SUMS, PopulationSums::read, LAYOUT_OF_PENDING, PendingTrack::read));
    }

    /** Number of its layout. */
    int layout();

    /** Its bytes without that number, up to the buffer's position. */
    ByteBuffer write();
}
