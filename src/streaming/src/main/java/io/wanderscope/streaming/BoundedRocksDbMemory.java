package io.wanderscope.streaming;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps the native memory of all stores of the process together to about {@value #TOTAL_BYTES} bytes: one block cache
 * for data, indexes, filters and memtables, of which memtables may take {@value #MEMTABLE_BYTES}. Without it, every
 * store of every partition takes its own 50 MB cache and 48 MB of memtables.
 *
 * <p>It is no hard limit. RocksDB goes over it while all that is cached is in use or full memtables wait to be written;
 * with a hard one it would fail a read instead, and the stream would stop.
 *
 * <p>Kafka Streams makes one instance per store. The shared cache lives from the first store's opening to the last
 * one's closing.
 */
public final class BoundedRocksDbMemory implements RocksDBConfigSetter {
    private static final long TOTAL_BYTES = 64L << 20;
    private static final long MEMTABLE_BYTES = 32L << 20;
    private static final long MEMTABLE_BYTES_PER_STORE = 4L << 20;

    private static SharedMemory shared;

    private BloomFilter filter;

    /** For Kafka Streams, which makes the instances by reflection. */
    public BoundedRocksDbMemory() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        SharedMemory memory = acquire();
        filter = new BloomFilter();
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        table.setFilterPolicy(filter);
        // Indexes and filters count too; outside the cache they would grow with the stores.
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(memory.memtables);
        options.setWriteBufferSize(MEMTABLE_BYTES_PER_STORE);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    /** Called before the store closes its database, which keeps its own references to the native objects. */
    @Override
    public void close(String storeName, Options options) {
        filter.close();
        release();
    }

    private static synchronized SharedMemory acquire() {
        if (shared == null) {
            shared = new SharedMemory();
        }
        shared.stores++;
        return shared;
    }

    private static synchronized void release() {
        shared.stores--;
        if (shared.stores == 0) {
            shared.close();
            shared = null;
        }
    }

    private static final class SharedMemory {
        private final Cache cache = new LRUCache(TOTAL_BYTES);
        private final WriteBufferManager memtables = new WriteBufferManager(MEMTABLE_BYTES, cache);
        private int stores;

        private void close() {
            memtables.close();
            cache.close();
        }
    }
}
