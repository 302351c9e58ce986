package io.wanderscope.streaming.triggers;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which tracks count for the shares of rules, each with its latest result. How many there are, and how many of them match, the
 * count says that every change here comes with.
 */
final class CountedTracks {
    /** So many of an acquisition count for a rule; those with the latest results. */
    private final int maximum;

    private final KeyValueStore<ShareKey, CountedTrack> store;

    CountedTracks(KeyValueStore<ShareKey, CountedTrack> store, int maximum) {
        this.store = store;
        this.maximum = maximum;
    }

    /** A track counts with a new result, instead of its earlier one; no longer, if the result is too old to count. */
    ShareCount add(ShareCount before, String rule, String acquisition, String track, CountedTrack counted) {
        ShareCount changed = remove(before, rule, acquisition, track);
        if (counted.time() < changed.from()) {
            return changed;
        }
        store.put(ShareKey.named(rule, acquisition, track), counted);
        store.put(ShareKey.timed(rule, acquisition, counted.time(), track), counted);
        ShareCount grown = changed.with(counted);
        return grown.tracks() > maximum ? removeFirst(grown, rule, acquisition) : grown;
    }

    /** A track no longer counts, if it did. */
    private ShareCount remove(ShareCount before, String rule, String acquisition, String track) {
        CountedTrack earlier = store.delete(ShareKey.named(rule, acquisition, track));
        if (earlier == null) {
            return before;
        }
        store.delete(ShareKey.timed(rule, acquisition, earlier.time(), track));
        return earlier.time() < before.from() ? before : before.without(earlier);
    }

    /** Of the tracks that count, the one with the earliest result does no longer. */
    private ShareCount removeFirst(ShareCount before, String rule, String acquisition) {
        KeyValue<ShareKey, CountedTrack> first;
        try (KeyValueIterator<ShareKey, CountedTrack> entries =
                range(rule, acquisition, Math.max(before.earliest(), before.from()), Long.MAX_VALUE)) {
            first = entries.next();
        }
        delete(first.key);
        ShareCount left = before.without(first.value);
        return left.hasRemains() ? left : left.withEarliest(first.key.time());
    }

    /**
     * The tracks no longer count whose latest result came before a time; up to a number of those that do not are deleted, so
     * that a transaction stays short.
     */
    ShareCount removeBefore(ShareCount before, String rule, String acquisition, long time, int limit) {
        ShareCount counted = before.from() < time ? countFrom(before, rule, acquisition, time) : before;
        return counted.hasRemains() ? deleteRemains(counted, rule, acquisition, limit) : counted;
    }

    private ShareCount countFrom(ShareCount before, String rule, String acquisition, long time) {
        ShareCount left = before;
        // It does not begin at the first key, because all that were deleted would have to be passed.
        long first = Math.max(before.earliest(), before.from());
        if (first < time) {
            try (KeyValueIterator<ShareKey, CountedTrack> entries = range(rule, acquisition, first, time)) {
                while (entries.hasNext()) {
                    left = left.without(entries.next().value);
                }
            }
        }
        boolean nothingRemains = left.tracks() == before.tracks() && !before.hasRemains();
        return (nothingRemains ? left.withEarliest(Math.max(before.earliest(), time)) : left).withFrom(time);
    }

    private ShareCount deleteRemains(ShareCount count, String rule, String acquisition, int limit) {
        List<ShareKey> removed = new ArrayList<>();
        long earliest = count.from();
        try (KeyValueIterator<ShareKey, CountedTrack> entries =
                range(rule, acquisition, count.earliest(), count.from())) {
            while (entries.hasNext() && removed.size() < limit) {
                removed.add(entries.next().key);
            }
            if (entries.hasNext()) {
                earliest = entries.peekNextKey().time();
            }
        }
        removed.forEach(this::delete);
        return count.withEarliest(earliest);
    }

    private KeyValueIterator<ShareKey, CountedTrack> range(String rule, String acquisition, long from, long to) {
        return store.range(ShareKey.beginning(rule, acquisition, from), ShareKey.beginning(rule, acquisition, to));
    }

    private void delete(ShareKey timed) {
        store.delete(timed);
        store.delete(ShareKey.named(timed.rule(), timed.acquisition(), timed.track()));
    }
}
