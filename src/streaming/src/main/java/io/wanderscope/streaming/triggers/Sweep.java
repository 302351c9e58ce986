package io.wanderscope.streaming.triggers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Goes through a store piece by piece, and over it again after its end, to find what has expired. */
final class Sweep<V> {
    /** So that a punctuation stays short however much there is. */
    private static final int MAX_ENTRIES = 1_000;

    private final KeyValueStore<String, V> store;
    private @Nullable String next;

    Sweep(KeyValueStore<String, V> store) {
        this.store = store;
    }

    /** Hands over those of the next entries that have expired. */
    void forEachExpired(Predicate<V> isExpired, Consumer<KeyValue<String, V>> expired) {
        List<KeyValue<String, V>> found = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = next == null ? store.all() : store.range(next, null)) {
            for (int seen = 0; seen < MAX_ENTRIES && entries.hasNext(); seen++) {
                KeyValue<String, V> entry = entries.next();
                if (isExpired.test(entry.value)) {
                    found.add(entry);
                }
            }
            next = entries.hasNext() ? entries.peekNextKey() : null;
        }
        found.forEach(expired);
    }
}
