package io.wanderscope.streaming;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks of the program. Those of Kafka and of Kafka Streams are not among them.
 *
 * @param wall wall-clock time, which dates records and shows which of them are from the future
 * @param nanoTime nanoseconds since some fixed instant, never going back; measures how long something takes
 */
public record Clocks(InstantSource wall, LongSupplier nanoTime) {
    /** The clocks of this machine. */
    public static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }
}
