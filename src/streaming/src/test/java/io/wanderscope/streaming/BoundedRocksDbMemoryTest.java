package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Cache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBufferManager;

class BoundedRocksDbMemoryTest {
    private static final int STORES = 16;
    private static final int VALUE_BYTES = 4 << 10;
    private static final int VALUES = 1_500;
    private static final long TOTAL_BYTES = 64L << 20;
    /** How much a store on its own would fill before it flushes. */
    private static final long MIN_MEMTABLE_BYTES = 4L << 20;

    @TempDir
    private Path folder;

    private final List<OpenStore> stores = new ArrayList<>();

    /** A store's options, set as Kafka Streams sets them. */
    private record OpenStore(BoundedRocksDbMemory memory, Options options) {
        static OpenStore named(String name) {
            RocksDB.loadLibrary();
            Options options = new Options().setCreateIfMissing(true);
            options.setTableFormatConfig(new BlockBasedTableConfigWithAccessibleCache());
            BoundedRocksDbMemory memory = new BoundedRocksDbMemory();
            memory.setConfig(name, options, Map.of());
            return new OpenStore(memory, options);
        }

        Cache cache() {
            return ((BlockBasedTableConfigWithAccessibleCache) options.tableFormatConfig()).blockCache();
        }

        WriteBufferManager memtables() {
            return options.writeBufferManager();
        }

        void close() {
            memory.close("", options);
            options.close();
        }
    }

    private OpenStore store(String name) {
        OpenStore store = OpenStore.named(name);
        stores.add(store);
        return store;
    }

    @AfterEach
    void close() {
        stores.forEach(OpenStore::close);
    }

    @Test
    void noThreadOfRocksDbWritesStatistics() {
        // When
        OpenStore store = store("positions");

        // Then
        assertThat(store.options().statsDumpPeriodSec()).isZero();
        assertThat(store.options().statsPersistPeriodSec()).isZero();
    }

    @Test
    void allStoresShareOneCacheAndOneBudgetOfMemtables() {
        // Given
        OpenStore positions = store("positions");

        // When
        OpenStore tracks = store("tracks");

        // Then
        assertThat(tracks.cache()).isSameAs(positions.cache());
        assertThat(tracks.memtables()).isSameAs(positions.memtables());
    }

    @Test
    void whatIsSharedLivesFromTheFirstStoreToTheLast() {
        // Given
        OpenStore first = OpenStore.named("first");
        OpenStore last = OpenStore.named("last");
        Cache cache = last.cache();

        // When
        first.close();
        boolean ownedAfterTheFirst = cache.isOwningHandle();
        last.close();

        // Then
        assertThat(ownedAfterTheFirst).isTrue();
        assertThat(cache.isOwningHandle()).isFalse();
    }

    @Test
    void manyStoresThatAreWrittenAndReadTogetherKeepToIt() throws Exception {
        // Given
        List<RocksDB> databases = new ArrayList<>();
        for (int number = 0; number < STORES; number++) {
            String name = "store-" + number;
            databases.add(
                    RocksDB.open(store(name).options(), folder.resolve(name).toString()));
        }
        Cache cache = stores.get(0).cache();

        // When more is written than fits into memory, a little to each store in turn
        long memtables = 0;
        long cached = 0;
        for (int number = 0; number < VALUES; number++) {
            for (RocksDB database : databases) {
                database.put(key(number), value(number));
                assertThat(database.get(key(number / 2))).hasSize(VALUE_BYTES);
            }
            awaitFlushes(databases);
            memtables = Math.max(memtables, memtables(databases));
            cached = Math.max(cached, cache.getUsage());
        }

        // Then
        assertThat(cached).isLessThanOrEqualTo(TOTAL_BYTES);
        assertThat(memtables).isLessThan((long) STORES * MIN_MEMTABLE_BYTES);
        databases.forEach(RocksDB::close);
    }

    private static byte[] key(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(int number) {
        byte[] value = new byte[VALUE_BYTES];
        new Random(number).nextBytes(value);
        return value;
    }

    /** A memtable that has to go counts until a thread of RocksDB has written it, which takes its time on a busy machine. */
    private static void awaitFlushes(List<RocksDB> databases) throws RocksDBException, InterruptedException {
        for (RocksDB database : databases) {
            while (database.getLongProperty("rocksdb.mem-table-flush-pending") > 0
                    || database.getLongProperty("rocksdb.num-running-flushes") > 0) {
                Thread.sleep(1);
            }
        }
    }

    private static long memtables(List<RocksDB> databases) throws RocksDBException {
        long bytes = 0;
        for (RocksDB database : databases) {
            bytes += database.getLongProperty("rocksdb.cur-size-all-mem-tables");
        }
        return bytes;
    }
}
