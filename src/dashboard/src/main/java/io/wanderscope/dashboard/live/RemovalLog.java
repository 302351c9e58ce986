package io.wanderscope.dashboard.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tracks that were most recently removed from view, each with the version of its removal. Not thread-safe. */
final class RemovalLog {
    private static final int CAPACITY = 10_000;
    /** Memory of a removal, without the track's name. */
    private static final int REMOVAL_BYTES = 100;

    private final Deque<Removal> removals = new ArrayDeque<>();
    private long completeFrom;
    private long cost;

    private record Removal(String track, long version) {
        private int cost() {
            // Nothing else may hold the name any more.
            return REMOVAL_BYTES + Character.BYTES * track.length();
        }
    }

    /** An empty log, complete from a version on. */
    RemovalLog(long version) {
        completeFrom = version;
    }

    void add(String track, long version) {
        Removal removal = new Removal(track, version);
        removals.addLast(removal);
        cost += removal.cost();
        if (removals.size() > CAPACITY) {
            Removal dropped = removals.removeFirst();
            cost -= dropped.cost();
            completeFrom = dropped.version();
        }
    }

    /** Whether the log still has every removal after a version. */
    boolean isCompleteSince(long version) {
        return version >= completeFrom;
    }

    /** The tracks removed after a version, the latest first; some of them may be back in view. */
    List<String> since(long version) {
        Set<String> names = new LinkedHashSet<>();
        for (Iterator<Removal> each = removals.descendingIterator(); each.hasNext(); ) {
            Removal removal = each.next();
            if (removal.version() <= version) {
                break;
            }
            names.add(removal.track());
        }
        return List.copyOf(names);
    }

    /** Approximate memory in bytes. */
    long cost() {
        return cost;
    }
}
