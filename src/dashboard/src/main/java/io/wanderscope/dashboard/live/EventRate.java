package io.wanderscope.dashboard.live;

import java.time.Instant;

/** Events per second, averaged over the last complete seconds. Not thread-safe. */
final class EventRate {
    private static final int SECONDS = 4;

    /** The averaged seconds and the current, incomplete one. */
    private final long[] counts = new long[SECONDS + 1];

    private long second;

    void count(Instant now) {
        advance(now.getEpochSecond());
        counts[Math.floorMod(second, counts.length)]++;
    }

    double perSecond(Instant now) {
        advance(now.getEpochSecond());
        long sum = -counts[Math.floorMod(second, counts.length)];
        for (long count : counts) {
            sum += count;
        }
        return (double) sum / SECONDS;
    }

    private void advance(long now) {
        for (long next = Math.max(second + 1, now - SECONDS); next <= now; next++) {
            counts[Math.floorMod(next, counts.length)] = 0;
        }
        second = Math.max(second, now);
    }
}
