package io.wanderscope.cluster;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** Time that passes only while someone sleeps. */
class ManualTime implements Time {
    private Duration elapsed = Duration.ZERO;

    /** Time that has passed. */
    Duration elapsed() {
        return elapsed;
    }

    @Override
    public long milliseconds() {
        return elapsed.toMillis();
    }

    @Override
    public long nanoseconds() {
        return elapsed.toNanos();
    }

    @Override
    public void sleep(long milliseconds) {
        elapsed = elapsed.plusMillis(milliseconds);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadline) {
        throw new UnsupportedOperationException();
    }
}
