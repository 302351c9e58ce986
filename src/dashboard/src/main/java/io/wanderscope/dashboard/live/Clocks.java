package io.wanderscope.dashboard.live;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks by which the topics are read.
 *
 * @param wall the wall clock, by which a record is recent or past
 * @param nanoTime nanoseconds since some fixed instant, never going back: times the waiting
 */
public record Clocks(InstantSource wall, LongSupplier nanoTime) {
    /** The clocks of this machine. */
    public static Clocks system() {
        return new Clocks(InstantSource.system(), System::nanoTime);
    }
}
