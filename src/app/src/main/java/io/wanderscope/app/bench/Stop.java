package io.wanderscope.app.bench;

import io.wanderscope.app.terminal.CommandFailure;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the measurement should end early; its loops ask often. Thread-safe. */
final class Stop {
    private final AtomicBoolean requested = new AtomicBoolean();

    /** Ends the measurement at its next {@link #check}. */
    void request() {
        requested.set(true);
    }

    /**
     * Does nothing unless the end was requested.
     *
     * @throws CommandFailure when it was
     */
    void check() {
        if (requested.get()) {
            throw new CommandFailure("interrupted");
        }
    }
}
