package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.Update.Rates;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast an acquisition's positions and results arrive, and how late the results are. Not thread-safe. */
final class Throughput {
    /** Number of latest LIVE results over which the medians are taken. */
    private static final int LATEST = 200;

    private final EventRate positions = new EventRate();
    private final EventRate results = new EventRate();
    private final Deque<Long> delays = new ArrayDeque<>();
    private final Deque<Long> lags = new ArrayDeque<>();

    void countPosition(Instant now) {
        positions.count(now);
    }

    /**
     * Counts a result. The delay of a final one is left out: it may have waited until its track was inactive, which
     * does not mean that results come late.
     *
     * @param lagMs time from its last frame to the acquisition's latest, milliseconds
     */
    void countResult(Result result, long lagMs, Instant now) {
        results.count(now);
        if (!result.isFinal()) {
            add(result.delayMs(), delays);
            add(lagMs, lags);
        }
    }

    private static void add(long value, Deque<Long> latest) {
        latest.addLast(value);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    Rates rates(Instant now) {
        return new Rates(positions.perSecond(now), results.perSecond(now), median(delays), median(lags));
    }

    private static @Nullable Long median(Deque<Long> values) {
        if (values.isEmpty()) {
            return null;
        }
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
