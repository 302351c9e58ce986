package io.wanderscope.streaming.triggers;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which tracks count for the shares of rules, each with its latest result. How many there are, and how many of them match, the
 * progress of the rule says, which every change here comes with.
 */
final class CountedTracks {
    /** So many of an acquisition count for a rule; those with the latest results. */
    private final int maximum;

    private final KeyValueStore<ShareKey, CountedTrack> store;

    CountedTracks(KeyValueStore<ShareKey, CountedTrack> store, int maximum) {
        this.store = store;
        this.maximum = maximum;
    }

    /** A track counts with a new result, instead of its earlier one; no longer, if the result came before a time. */
    RuleProgress add(
            RuleProgress progress, String rule, String acquisition, String track, CountedTrack counted, long from) {
        RuleProgress changed = remove(progress, rule, acquisition, track);
        if (counted.time() < from) {
            return changed;
        }
        store.put(ShareKey.named(rule, acquisition, track), counted);
        store.put(ShareKey.timed(rule, acquisition, counted.time(), track), counted);
        RuleProgress grown = changed.counting(1, counted.matches() ? 1 : 0)
                .withEarliest(Math.min(changed.earliest(), counted.time()));
        return grown.tracks() > maximum ? removeSome(grown, rule, acquisition, 1) : grown;
    }

    /** A track no longer counts, if it did. */
    private RuleProgress remove(RuleProgress progress, String rule, String acquisition, String track) {
        CountedTrack before = store.delete(ShareKey.named(rule, acquisition, track));
        if (before == null) {
            return progress;
        }
        store.delete(ShareKey.timed(rule, acquisition, before.time(), track));
        return progress.counting(-1, before.matches() ? -1 : 0);
    }

    /**
     * The tracks no longer count whose latest result came before a time, up to a number of them. If all are gone, {@link
     * RuleProgress#earliest} has reached the time.
     */
    RuleProgress removeBefore(RuleProgress progress, String rule, String acquisition, long time, int limit) {
        if (progress.earliest() >= time) {
            return progress;
        }
        List<KeyValue<ShareKey, CountedTrack>> removed = new ArrayList<>();
        long earliest = time;
        // It does not begin at the first key, because all that were deleted would have to be passed.
        try (KeyValueIterator<ShareKey, CountedTrack> entries = store.range(
                ShareKey.beginning(rule, acquisition, progress.earliest()),
                ShareKey.beginning(rule, acquisition, time))) {
            while (entries.hasNext() && removed.size() < limit) {
                removed.add(entries.next());
            }
            if (entries.hasNext()) {
                earliest = entries.peekNextKey().time();
            }
        }
        return removed(progress, removed).withEarliest(earliest);
    }

    /** Up to a number of the acquisition's tracks no longer count for the rule, those with the earliest results. */
    RuleProgress removeSome(RuleProgress progress, String rule, String acquisition, int limit) {
        return removeBefore(progress, rule, acquisition, Long.MAX_VALUE, limit);
    }

    private RuleProgress removed(RuleProgress progress, List<KeyValue<ShareKey, CountedTrack>> entries) {
        RuleProgress left = progress;
        for (KeyValue<ShareKey, CountedTrack> entry : entries) {
            store.delete(entry.key);
            store.delete(ShareKey.named(entry.key.rule(), entry.key.acquisition(), entry.key.track()));
            left = left.counting(-1, entry.value.matches() ? -1 : 0);
        }
        return left;
    }
}
