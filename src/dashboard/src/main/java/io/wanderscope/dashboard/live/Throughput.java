package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.Update.Rates;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast an acquisition's positions and results arrive, and how late the results are. Not thread-safe. */
final class Throughput {
    /** Number of latest results over which the median delay is taken. */
    private static final int DELAYS = 200;

    private final EventRate positions = new EventRate();
    private final EventRate results = new EventRate();
    private final Deque<Long> delays = new ArrayDeque<>();

    void countPosition(Instant now) {
        positions.count(now);
    }

    void countResult(Result result, Instant now) {
        results.count(now);
        delays.addLast(result.delayMs());
        if (delays.size() > DELAYS) {
            delays.removeFirst();
        }
    }

    Rates rates(Instant now) {
        return new Rates(positions.perSecond(now), results.perSecond(now), medianDelay());
    }

    private @Nullable Long medianDelay() {
        if (delays.isEmpty()) {
            return null;
        }
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
