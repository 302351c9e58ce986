package io.wanderscope.dashboard.live;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Acquisitions by name, and the memory that they take together. Whoever changes one takes it out first. Not thread-safe. */
final class AcquisitionGroup {
    static final Comparator<LiveAcquisition> LATEST = Comparator.comparing(LiveAcquisition::latest);

    private final Map<String, LiveAcquisition> byName = new LinkedHashMap<>();
    private long cost;

    void add(LiveAcquisition acquisition) {
        byName.put(acquisition.name(), acquisition);
        cost += acquisition.cost();
    }

    /** Takes an acquisition out; null if it is not here. */
    @Nullable
    LiveAcquisition remove(String name) {
        LiveAcquisition removed = byName.remove(name);
        cost -= removed == null ? 0 : removed.cost();
        return removed;
    }

    /** Null if it is not here. */
    @Nullable
    LiveAcquisition get(String name) {
        return byName.get(name);
    }

    /** The one whose latest record came before those of all others; empty if there is none. */
    Optional<LiveAcquisition> oldest() {
        return byName.values().stream().min(LATEST);
    }

    /** As many as may be, the one with the latest record first. */
    List<LiveAcquisition> latest(int most) {
        return byName.values().stream().sorted(LATEST.reversed()).limit(most).toList();
    }

    int size() {
        return byName.size();
    }

    /** Approximate memory in bytes. */
    long cost() {
        return cost;
    }
}
