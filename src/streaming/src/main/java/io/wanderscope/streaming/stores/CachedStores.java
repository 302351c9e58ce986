package io.wanderscope.streaming.stores;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Persistent stores with a cache, so that a value overwritten before the next commit does not reach the changelog.
 * Every store has a cache: after a crash under at-least-once, the stores then agree on one commit, as long as the
 * caches can hold everything between two commits.
 */
public final class CachedStores {
    private CachedStores() {}

    /** A builder of a store of this name, which its changelog is named after. */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> builder(String name, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value)
                .withCachingEnabled();
    }
}
