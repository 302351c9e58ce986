package io.wanderscope.cluster;

import io.wanderscope.streaming.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether each stream thread gets on with its work, as its numbers of some moments tell. Thread-safe. */
final class StreamProgress {
    /** Time without progress after which a thread counts as stuck; no turn of a thread that works takes as long. */
    static final Duration PATIENCE = Duration.ofSeconds(7);

    private final Clocks clocks;
    private final Map<String, Standstill> threads = new TreeMap<>();

    /**
     * A thread at one moment.
     *
     * @param processed records that it has processed since its start
     * @param waiting whether it has something to do: records wait, or it has not come back to ask for any
     */
    record Observation(double processed, boolean waiting) {}

    private record Standstill(double processed, long nanos, Instant since) {}

    StreamProgress(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Takes note of all threads that have their partitions, by name. */
    synchronized void observe(Map<String, Observation> observed) {
        threads.keySet().retainAll(observed.keySet());
        Map<String, Standstill> moved = new HashMap<>();
        observed.forEach((thread, now) -> {
            Standstill before = threads.get(thread);
            if (before == null || !now.waiting() || now.processed() != before.processed()) {
                moved.put(
                        thread,
                        new Standstill(
                                now.processed(),
                                clocks.nanoTime().getAsLong(),
                                clocks.wall().instant()));
            }
        });
        threads.putAll(moved);
    }

    /** The thread that has something to do and makes no progress, and since when; empty if there is none. */
    synchronized Optional<String> problem() {
        long now = clocks.nanoTime().getAsLong();
        return threads.entrySet().stream()
                .filter(each -> now - each.getValue().nanos() >= PATIENCE.toNanos())
                .map(each -> "records wait, and the thread " + each.getKey() + " has processed none since "
                        + each.getValue().since().truncatedTo(ChronoUnit.SECONDS))
                .findFirst();
    }
}
