package io.wanderscope.dashboard.live;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The population of a whole acquisition and those of its latest time windows, each with the version at which it last changed.
 * Not thread-safe.
 */
final class LivePopulations {
    private static final int WINDOWS = 120;

    /** Comes before every window. */
    private static final long WHOLE = Long.MIN_VALUE;

    private final TreeMap<Long, Versioned> byStart = new TreeMap<>();
    private long cost;

    private record Versioned(Population population, long version) {}

    /** Replaces the earlier one of the same window. */
    void put(Population population, long version) {
        Long start = population.windowStart();
        Versioned before = byStart.put(start == null ? WHOLE : start, new Versioned(population, version));
        cost += population.cost() - (before == null ? 0 : before.population().cost());
        if (windows() > WINDOWS) {
            Versioned oldest = Objects.requireNonNull(byStart.remove(byStart.higherKey(WHOLE)));
            cost -= oldest.population().cost();
        }
    }

    private int windows() {
        return byStart.size() - (byStart.containsKey(WHOLE) ? 1 : 0);
    }

    /** That of the whole acquisition first, then those of its windows, oldest first. */
    List<Population> all() {
        return byStart.values().stream().map(Versioned::population).toList();
    }

    /** That of the whole acquisition if it changed after a version; null otherwise. */
    @Nullable
    Population wholeSince(long version) {
        Versioned whole = byStart.get(WHOLE);
        return whole == null || whole.version() <= version ? null : whole.population();
    }

    /** Approximate memory in bytes. */
    long cost() {
        return cost;
    }
}
