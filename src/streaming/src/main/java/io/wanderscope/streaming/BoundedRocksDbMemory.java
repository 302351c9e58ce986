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
 * Bounds the native memory of all stores of the process to about {@value #TOTAL_BYTES} bytes in total: one block cache
 * for data, indexes, filters and memtables, of which memtables may take {@value #MEMTABLE_BYTES}. Without it, every
 * store of every partition takes 50 MB of cache and 48 MB of memtables of its own.
 *
 * <p>The limit is soft. RocksDB exceeds it while everything in the cache is in use or full memtables wait to be written; at
 * a hard limit, it would fail a read instead, and the stream would stop.
 *
 * <p>Kafka Streams creates an instance for each store. The shared cache lives from when the first store is opened until
 * the last one is closed.
 */
public final class BoundedRocksDbMemory implements RocksDBConfigSetter {
    private static final long TOTAL_BYTES = 64L << 20;
    private static final long MEMTABLE_BYTES = 32L << 20;
    private static final long MEMTABLE_BYTES_PER_STORE = 4L << 20;

    private static SharedMemory shared;

    private BloomFilter filter;

    /** For Kafka Streams, which creates the instances by reflection. */
    public BoundedRocksDbMemory() {}

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        SharedMemory memory = acquire();
        filter = new BloomFilter();
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        table.setFilterPolicy(filter);
        // Outside the cache, indexes and filters would not count, and would grow with the stores.
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(memory.memtables);
        options.setWriteBufferSize(MEMTABLE_BYTES_PER_STORE);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
        withoutStatistics(options);
    }

    /**
     * Nobody reads them, and RocksDB's thread that writes them crashes the process where it ends beside stores that could not be
     * closed in time.
     */
    private static void withoutStatistics(Options options) {
        options.setStatsDumpPeriodSec(0);
        options.setStatsPersistPeriodSec(0);
    }

    /** Runs before the store closes its database, which has references of its own to the native objects. */
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
