package io.wanderscope.app;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks of the program.
 *
 * @param wall wall-clock time, which dates records
 * @param nanoTime nanoseconds since some fixed instant, never going back; measures waiting
 */
public record Clocks(InstantSource wall, LongSupplier nanoTime) {
    /** The clocks of this machine. */
    public static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }
}
