package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.Update.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How fast an acquisition's positions and results arrive, and how late the results are. Not thread-safe. */
final class Throughput {
    /** Number of latest LIVE results over which the medians are taken. */
    private static final int LATEST = 200;

    /** Time after which LIVE results say nothing any more of how late results are. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final EventRate positions = new EventRate();
    private final EventRate results = new EventRate();
    private final Deque<Long> delays = new ArrayDeque<>();
    private final Deque<Long> lags = new ArrayDeque<>();
    private final Lateness lateness = new Lateness();
    private Instant latestLive = Instant.MIN;

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
            latestLive = now;
        }
    }

    /**
     * Finds out whether results are behind the positions, at most once a second.
     *
     * @param overdueMs how much of the paths waits for results that should be here, milliseconds; asked for when it is time
     */
    void check(Instant now, LongSupplier overdueMs) {
        if (!lateness.isDue(now)) {
            return;
        }
        lateness.check(Math.max(medianLateMs(now), overdueMs.getAsLong()), now);
    }

    /** The times of a recording that is shown again are old: results are late only if later frames are here, too. */
    private long medianLateMs(Instant now) {
        Long delay = median(delays);
        Long lag = median(lags);
        return delay == null || lag == null || !latestLive.plus(RECENT).isAfter(now) ? 0 : Math.min(delay, lag);
    }

    private static void add(long value, Deque<Long> latest) {
        latest.addLast(value);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    Rates rates(Instant now) {
        return new Rates(
                positions.perSecond(now), results.perSecond(now), median(delays), median(lags), lateness.behind(now));
    }

    private static @Nullable Long median(Deque<Long> values) {
        if (values.isEmpty()) {
            return null;
        }
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
