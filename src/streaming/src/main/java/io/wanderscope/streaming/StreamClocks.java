package io.wanderscope.streaming;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks of the topology, in addition to those of Kafka Streams.
 *
 * @param wallClock used to detect records from the future
 * @param nanoTime measures how long the model takes; nanoseconds from any origin
 */
public record StreamClocks(InstantSource wallClock, LongSupplier nanoTime) {
    /** Those of this machine. */
    public static StreamClocks system() {
        return new StreamClocks(InstantSource.system(), System::nanoTime);
    }
}
