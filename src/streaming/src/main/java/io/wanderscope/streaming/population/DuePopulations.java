package io.wanderscope.streaming.population;

import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.stores.CachedStores;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The populations of a partition that have tracks which their last record lacks. One is ready for its next record when its tracks
 * have grown by a tenth, or none has come for a second. Those that are ready take turns: after three whole acquisitions, for
 * which people wait, comes a time window.
 *
 * <p>The store has an entry for each of them, the number of tracks in its last record. So what was not published before a crash
 * is due again after it.
 */
final class DuePopulations {
    private static final long PAUSE_MILLIS = 1_000;
    private static final long GROWTH = 10;

    /** Populations that are looked at in a turn, at most. */
    private static final int LOOKED_AT = 1_000;

    private static final int WHOLE_BEFORE_WINDOW = 3;

    /** Time windows that may wait for their records longer than windows are kept. */
    static final int MAXIMUM_OVERDUE = 500;

    private final KeyValueStore<PopulationKey, Long> published;
    private final Map<PopulationKey, Due> whole = new LinkedHashMap<>();
    private final Map<PopulationKey, Due> windows = new LinkedHashMap<>();
    private int wholeInARow;

    /** How many tracks the last record has, how many came since, and when the last of them came. */
    private static final class Due {
        private long published;
        private long added;
        private long lastAdded = Long.MIN_VALUE;

        Due(long published) {
            this.published = published;
        }

        boolean isReady(long now) {
            return added * GROWTH >= published || now < lastAdded || now - PAUSE_MILLIS >= lastAdded;
        }
    }

    DuePopulations(ProcessorContext<?, ?> context) {
        published = context.getStateStore(TopologyNames.POPULATION_DUE_STORE);
        try (KeyValueIterator<PopulationKey, Long> stored = published.all()) {
            stored.forEachRemaining(entry -> queue(entry.key).put(entry.key, new Due(entry.value)));
        }
    }

    static List<StoreBuilder<?>> stores() {
        return List.of(CachedStores.builder(TopologyNames.POPULATION_DUE_STORE, PopulationKey.serde(), Serdes.Long()));
    }

    private Map<PopulationKey, Due> queue(PopulationKey population) {
        return population.isWhole() ? whole : windows;
    }

    /**
     * A track is about to be added to a population.
     *
     * @param tracksBefore counts those that the population has without it
     * @param now wall-clock time, milliseconds since 1970
     */
    void add(PopulationKey population, ToLongFunction<PopulationKey> tracksBefore, long now) {
        Due due = queue(population).computeIfAbsent(population, absent -> {
            long before = tracksBefore.applyAsLong(absent);
            published.put(absent, before);
            return new Due(before);
        });
        due.added++;
        due.lastAdded = now;
    }

    /** The next one that is ready for its record. Tracks that are added from now on are not in that record. */
    Optional<PopulationKey> next(long now) {
        boolean isTurnOfWindows = wholeInARow >= WHOLE_BEFORE_WINDOW;
        Optional<PopulationKey> next =
                next(isTurnOfWindows ? windows : whole, now).or(() -> next(isTurnOfWindows ? whole : windows, now));
        next.ifPresent(population -> wholeInARow = population.isWhole() ? wholeInARow + 1 : 0);
        return next;
    }

    /** Those that were looked at go to the end of the queue. */
    private static Optional<PopulationKey> next(Map<PopulationKey, Due> queue, long now) {
        Map<PopulationKey, Due> lookedAt = new LinkedHashMap<>();
        Optional<PopulationKey> found = Optional.empty();
        for (Iterator<Map.Entry<PopulationKey, Due>> each = queue.entrySet().iterator();
                each.hasNext() && found.isEmpty() && lookedAt.size() < LOOKED_AT; ) {
            Map.Entry<PopulationKey, Due> entry = each.next();
            lookedAt.put(entry.getKey(), entry.getValue());
            each.remove();
            if (entry.getValue().isReady(now)) {
                found = Optional.of(entry.getKey());
                entry.getValue().added = 0;
            }
        }
        queue.putAll(lookedAt);
        return found;
    }

    /**
     * The record of a population was sent.
     *
     * @param tracks how many it has
     */
    void sent(PopulationKey population, long tracks) {
        Due due = queue(population).get(population);
        if (due != null && due.added > 0) {
            due.published = tracks;
            published.put(population, tracks);
        } else {
            queue(population).remove(population);
            published.delete(population);
        }
    }

    /**
     * Gives up the records of the oldest time windows that began before a time, if more than {@value #MAXIMUM_OVERDUE} of them wait.
     *
     * @param time milliseconds since 1970
     * @return how many records are given up
     */
    int giveUpBefore(long time) {
        List<PopulationKey> overdue = windows.keySet().stream()
                .filter(population -> population.isWindowBefore(time))
                .sorted(Comparator.comparingLong(PopulationKey::windowStart))
                .toList();
        int excess = Math.max(0, overdue.size() - MAXIMUM_OVERDUE);
        overdue.subList(0, excess).forEach(population -> {
            windows.remove(population);
            published.delete(population);
        });
        return excess;
    }

    boolean contains(PopulationKey population) {
        return queue(population).containsKey(population);
    }

    int size() {
        return whole.size() + windows.size();
    }
}
