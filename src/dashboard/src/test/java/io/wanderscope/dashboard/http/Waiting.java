package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a server's own threads do. */
final class Waiting {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Waiting() {}

    static void await(BooleanSupplier condition) throws InterruptedException {
        assertThat(eventually(condition)).as("within a minute").isTrue();
    }

    /** Whether a condition holds within a minute. */
    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(INTERVAL.toMillis());
        }
        return true;
    }
}
