package io.wanderscope.dashboard.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/** The latest triggers of an acquisition, each with the version at which it came. Not thread-safe. */
final class LiveTriggers {
    private static final int KEPT = 200;

    /** So many of the latest are sent to a page; it shows no more. */
    private static final int SENT = 50;

    /** By id, the latest last. */
    private final LinkedHashMap<String, Versioned> byId = new LinkedHashMap<>();

    private long cost;

    private record Versioned(Trigger trigger, long version) {}

    /** One that comes again, as after a reset, is the same one. */
    void put(Trigger trigger, long version) {
        Versioned before = byId.remove(trigger.id());
        byId.put(trigger.id(), new Versioned(trigger, version));
        cost += trigger.cost() - (before == null ? 0 : before.trigger().cost());
        if (byId.size() > KEPT) {
            Iterator<Versioned> oldestFirst = byId.values().iterator();
            cost -= oldestFirst.next().trigger().cost();
            oldestFirst.remove();
        }
    }

    /** All that are kept, the latest first. */
    List<Trigger> all() {
        List<Trigger> latestFirst =
                new ArrayList<>(byId.values().stream().map(Versioned::trigger).toList());
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    /** The latest of those that came after a version, the latest last. */
    List<Trigger> since(long version) {
        List<Trigger> later = byId.values().stream()
                .filter(each -> each.version() > version)
                .map(Versioned::trigger)
                .toList();
        return later.subList(Math.max(0, later.size() - SENT), later.size());
    }

    /** Approximate memory in bytes. */
    long cost() {
        return cost;
    }
}
