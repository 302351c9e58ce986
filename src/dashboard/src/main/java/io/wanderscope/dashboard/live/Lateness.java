package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.Update.Behind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether results are behind the positions, by how much and since when. Not thread-safe. */
final class Lateness {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** From this on results are behind, until they are less than half of it. */
    private static final long BEHIND_MS = 1_000;

    /** A shorter time may be a single slow batch. */
    private static final Duration LASTING = Duration.ofSeconds(2);

    private Instant checked = Instant.MIN;
    private @Nullable Instant since;
    private long ms;

    /** Whether it is time for another check. */
    boolean isDue(Instant now) {
        return checked.equals(Instant.MIN) || !now.isBefore(checked.plus(INTERVAL));
    }

    /** Notes by how much results are behind the positions now, milliseconds. */
    void check(long lateMs, Instant now) {
        checked = now;
        ms = lateMs;
        if (lateMs < BEHIND_MS / 2) {
            since = null;
        } else if (lateMs >= BEHIND_MS && since == null) {
            since = now;
        }
    }

    /** Null while they are not behind. */
    @Nullable
    Behind behind(Instant now) {
        return since == null || now.isBefore(since.plus(LASTING))
                ? null
                : new Behind(
                        ms, since.toEpochMilli(), Duration.between(since, now).toMillis());
    }
}
