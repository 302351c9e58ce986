package io.wanderscope.wire;

import java.time.Duration;

/**
 * How long a registry that does not answer is waited for.
 *
 * @param attempts how often it is asked in all
 * @param answer how long an answer may take
 * @param pause between the first two attempts; each later one is twice the one before
 */
record RegistryRetry(int attempts, Duration answer, Duration pause) {
    /** A registry that restarts is often back within it, and no consumer has left its group for being silent. */
    static RegistryRetry usual() {
        return new RegistryRetry(6, Duration.ofSeconds(5), Duration.ofMillis(250));
    }

    Duration pauseAfter(int attempt) {
        return pause.multipliedBy(1L << (attempt - 1));
    }
}
