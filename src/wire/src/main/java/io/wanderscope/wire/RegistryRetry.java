package io.wanderscope.wire;

import java.time.Duration;

/**
 * How often, and for how long, to retry a request that the registry does not answer.
 *
 * @param attempts number of attempts in all; each asks one address of the registry after the other until one answers
 * @param timeout time that one answer may take
 * @param backoff pause between the first two attempts; each later pause is twice the one before
 */
record RegistryRetry(int attempts, Duration timeout, Duration backoff) {
    /**
     * Long enough for most registries to restart, and short enough that no consumer is removed from its group for
     * inactivity.
     */
    static RegistryRetry standard() {
        return new RegistryRetry(6, Duration.ofSeconds(5), Duration.ofMillis(250));
    }

    Duration pauseAfter(int attempt) {
        return backoff.multipliedBy(1L << (attempt - 1));
    }
}
